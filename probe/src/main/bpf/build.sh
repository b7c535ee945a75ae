#!/bin/sh
# Compiles the probe: build.sh SOURCES HEADERS OUTPUT, where HEADERS holds peregrine_schema.h and OUTPUT receives
# peregrine-x86_64.bpf.o and peregrine-aarch64.bpf.o. Does nothing when both are newer than everything they come from.
set -eu
sources=$1 headers=$2 output=$3
clang=${CLANG:-clang}
newest() { find "$sources" "$headers/peregrine_schema.h" -type f -newer "$1" | head -1; }
up_to_date() { [ -f "$1" ] && [ -z "$(newest "$1")" ]; }
if up_to_date "$output/peregrine-x86_64.bpf.o" && up_to_date "$output/peregrine-aarch64.bpf.o"; then exit 0; fi

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
compile() { # architecture in libbpf's macros, in the file's name
    object=$output/peregrine-$2.bpf.o
    "$clang" -g -O2 -target bpf -mcpu=v2 -Wall -Werror -D__TARGET_ARCH_"$1" ${machine:+-I"$machine"} -I"$sources" -I"$headers" \
        -c "$sources/peregrine.bpf.c" -o "$object.new"
    [ -z "$strip" ] || "$strip" -g "$object.new"
    mv "$object.new" "$object"
}
compile x86 x86_64
compile arm64 aarch64
