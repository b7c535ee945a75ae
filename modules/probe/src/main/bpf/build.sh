#!/bin/sh
# Compiles the probe: build.sh SOURCES HEADERS OUTPUT, where HEADERS holds peregrine_schema.h and OUTPUT receives peregrine-MACHINE.bpf.o and
# iterators-MACHINE.bpf.o for the machines x86_64 and aarch64, each once more as ...-since-6.4.bpf.o (kernel.h), and kernel-types, the names of the kernel's
# types that they touch. Does nothing when all are newer than everything they come from.
set -eu
sources=$1 headers=$2 output=$3
clang=${CLANG:-clang}
newest() { find "$sources" "$headers/peregrine_schema.h" -type f -newer "$1" | head -1; }
up_to_date() { [ -f "$1" ] && [ -z "$(newest "$1")" ]; }
stale=
for file in peregrine-x86_64 peregrine-aarch64 iterators-x86_64 iterators-aarch64; do
    up_to_date "$output/$file.bpf.o" && up_to_date "$output/$file-since-6.4.bpf.o" || stale=yes
done
up_to_date "$output/kernel-types" || stale=yes
[ -n "$stale" ] || exit 0

command -v "$clang" >/dev/null || {
    echo "The probe needs clang to be built: apt-get install clang llvm libbpf-dev (or set CLANG to its path)." >&2
    exit 1
}
[ -f /usr/include/bpf/bpf_helpers.h ] || {
    echo "The probe needs libbpf's headers to be built: apt-get install libbpf-dev." >&2
    exit 1
}
strip=$(command -v llvm-strip || ls /usr/bin/llvm-strip-* 2>/dev/null | tail -1 || true)
# asm/types.h lies in a folder of the build machine; what is used of it is the same on all
machine=$(ls -d /usr/include/*-linux-gnu 2>/dev/null | head -1)
mkdir -p "$output"
compile() { # source, architecture in libbpf's macros, in the file's name, which kernels, the end of the file's name
    object=$output/$1-$3${5:-}.bpf.o
    "$clang" -g -O2 -target bpf -mcpu=v2 -Wall -Werror -D__TARGET_ARCH_"$2" -D"$4" ${machine:+-I"$machine"} -I"$sources" -I"$headers" \
        -c "$sources/$1.bpf.c" -o "$object.new"
    [ -z "$strip" ] || "$strip" -g "$object.new"
    mv "$object.new" "$object"
}
for source in peregrine iterators; do
    compile $source x86 x86_64 ANY_KERNEL
    compile $source arm64 aarch64 ANY_KERNEL
    compile $source x86 x86_64 SINCE_6_4 -since-6.4
    compile $source arm64 aarch64 SINCE_6_4 -since-6.4
done
sed -n 's/^KERNEL_TYPE(\(.*\))$/\1/p' "$sources/kernel_types.h" >"$output/kernel-types.new"
mv "$output/kernel-types.new" "$output/kernel-types"
