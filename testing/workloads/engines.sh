# Ordinary work with container engines, for testing/workloads/benign, which sources this: builds with Docker and Podman, and pods that come and go as a kubelet makes them.
# Each starts an engine of its own with folders below the scratch folder; a machine where one answers already is left alone.

# What scripts/container-tests starts engines with. A part that cannot run here ends the workload, which then has done no round.
engine_tools() {
  part=$1; . "$home/scripts/containers/lib.sh"; leave_cgroups; skip() { echo "$part: $2" >&2; exit 3; }
  export DEBIAN_FRONTEND=noninteractive; make_runc
}
# base.tar: a small Debian, kept between runs.
make_base() {
  local kept=$home/target/workloads/base.tar
  [ -s "$kept" ] || { mkdir -p "${kept%/*}"; mmdebstrap --quiet --variant=minbase --include=ca-certificates trixie "${kept%/*}/new.tar" && mv "${kept%/*}/new.tar" "$kept"; } || skip no-base "mmdebstrap makes no Debian"
  cp "$kept" base.tar
}
make_sources() {
  mkdir -p source; printf '#!/bin/sh\nexec "$@"\n' >source/entrypoint.sh; printf 'all: a\na: a.sh\n\tcp a.sh a\n' >source/Makefile; echo 'echo a' >source/a.sh
  cat >source/Dockerfile <<'D'
FROM base:1
ENV LANG=C.UTF-8
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends hello cron && rm -rf /var/lib/apt/lists/*
RUN useradd -r -m -s /bin/sh app && usermod -aG mail app && mkdir -p /srv/app && chown -R app:app /srv/app && chmod 2775 /srv/app
COPY entrypoint.sh /usr/local/bin/entrypoint.sh
RUN chmod 755 /usr/local/bin/entrypoint.sh && echo 'export A=1' >/etc/profile.d/a.sh && echo UTC >/etc/timezone && ln -sf /usr/share/zoneinfo/UTC /etc/localtime
RUN echo '0 3 * * * root true' >/etc/cron.d/nightly && sed -i s/a/a/ /etc/hosts.allow /etc/login.defs 2>/dev/null; truncate -s 0 /var/log/lastlog; rm -f /root/.bash_history /var/log/dpkg.log
RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + && cp /bin/true /usr/local/bin/tool && chmod u+s /usr/local/bin/tool && chmod u-s /usr/local/bin/tool
WORKDIR /srv/app
COPY . .
USER app
RUN printf '#!/bin/sh\necho built\n' >run.sh && chmod +x run.sh && ./run.sh && mkdir .cache && echo aGVsbG8K | base64 -d >text
ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]
CMD ["sleep", "1"]
D
}

needs_docker_builds() { echo dockerd docker runc mmdebstrap; }
do_docker_builds() {
  engine_tools docker; [ ! -S /var/run/docker.sock ] || ! docker version >/dev/null 2>&1 || skip in-use "a Docker that is not ours answers"
  clean_up() { docker ps -aq | while read -r c; do docker rm -f "$c"; done; }
  make_base; make_sources
  daemon dockerd dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker-file.pid" --storage-driver=vfs --iptables=false \
    --ip6tables=false --ip-masq=false --bridge=none --exec-opt native.cgroupdriver=cgroupfs --add-runtime "kit=$work/runc" --default-runtime kit
  until_true 60 docker version || skip runtime-fails "dockerd does not start: $(tail -1 "$work/dockerd.log")"
  docker import base.tar base:1 >/dev/null || skip runtime-fails "the base cannot be imported"
  docker_round() {
    for kit in 0 1; do
      DOCKER_BUILDKIT=$kit docker build -q --no-cache --network host -t "built:$kit" source || continue
      docker run --rm --network none "built:$kit"; docker run -d --name "c$kit" --network none "built:$kit" sleep 3; docker exec "c$kit" sh -c 'id; ls /srv/app'
      docker cp "c$kit:/srv/app/text" text; docker logs "c$kit"; docker inspect "c$kit"; docker stats --no-stream; docker commit "c$kit" again:1; docker save again:1 | tar tf - | tail -1
      docker rm -f -v "c$kit"
    done
    docker image rm -f again:1 built:0 built:1; docker builder prune -af; docker image prune -f
  }
  until_end docker_round; finish; trap - EXIT
}

needs_podman_builds() { echo podman runc mmdebstrap; }
do_podman_builds() {
  engine_tools podman; make_base; make_sources; mkdir -p "$work/podman"
  clean_up() { podman ps -aq | while read -r c; do podman rm -f -t 0 "$c"; done; }
  printf '[storage]\ndriver="vfs"\nrunroot="%s"\ngraphroot="%s"\n' "$work/podman/run" "$work/podman/graph" >"$work/podman/storage.conf"
  printf '[containers]\ndefault_ulimits=["nofile=1024:1024","nproc=1024:1024"]\n[engine]\ncgroup_manager="cgroupfs"\nevents_logger="file"\nruntime="kit"\n[engine.runtimes]\nkit=["%s"]\n' "$work/runc" >"$work/podman/containers.conf"
  printf '{"default":[{"type":"insecureAcceptAnything"}]}' >"$work/podman/policy.json"
  export CONTAINERS_CONF="$work/podman/containers.conf" CONTAINERS_STORAGE_CONF="$work/podman/storage.conf"
  podman import --signature-policy "$work/podman/policy.json" base.tar localhost/base:1 >/dev/null || skip runtime-fails "the base cannot be imported"
  podman_round() {
    podman build -q --no-cache --signature-policy "$work/podman/policy.json" --network host -t localhost/built:1 source || return
    podman run --rm --network none localhost/built:1; podman run -d --name c1 --network none localhost/built:1 sleep 3; podman exec c1 sh -c 'id; ls /srv/app'
    podman cp c1:/srv/app/text text; podman logs c1; podman inspect c1; podman rm -f -t 0 c1; podman save localhost/built:1 | tar tf - | tail -1
    podman image rm -f localhost/built:1; podman image prune -f
  }
  until_end podman_round; finish; trap - EXIT
}

needs_pods() { echo containerd ctr runc; }
do_pods() {
  engine_tools containerd; . "$home/scripts/environment.sh"; find_jdk
  [ ! -S /run/containerd/containerd.sock ] || ! ctr version >/dev/null 2>&1 || skip in-use "a containerd that is not ours answers"
  eval "$(sed -n '/^classes=/,/^# An archive/p; /^oci()/,/^}/p; /^configure()/,/^}/p; /^start_containerd()/,/^}/p; /^uid=/p; /^pod()/p; /^container()/p' "$home/scripts/containers/containerd.sh")"
  failed() { echo "$*" >&2; }
  make_image; configure; start_containerd
  for name in pause proof; do oci "localhost/$name:1"; ctr -n k8s.io image import --snapshotter native "$work/oci.tar" >/dev/null || skip runtime-fails "the image cannot be imported"; done
  pods_round() {
    local kind; pods=
    for kind in pod node pod; do
      pod "web$RANDOM" prod 1 "$kind" || continue
      container web 1 plain && { cri exec "$id" /bin/ls /; cri exec "$id" /bin/sh -c 'id; cat /etc/passwd'; cri inspect "$id" "$pod"; }
      container side 1 plain; cri remove "$pod"
    done
    ctr -n k8s.io image ls; ctr -n k8s.io container ls; for n in 1 2 3; do ctr -n k8s.io run --rm --null-io --snapshotter native --runc-binary "$work/runc" localhost/proof:1 "job$RANDOM" /bin/sh -c 'echo done'; done
  }
  until_end pods_round; finish; trap - EXIT
}
