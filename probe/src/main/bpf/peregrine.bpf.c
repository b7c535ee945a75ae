/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Peregrine's probe: the programs that turn what this machine does into events. */
#include "settings.h"
#include <bpf/bpf_tracing.h>
#include "calls/data.h"
#include "calls/descriptor.h"
#include "calls/file.h"
#include "calls/generic.h"
#include "calls/identity.h"
#include "calls/memory.h"
#include "calls/process.h"
#include "calls/socket.h"
#include "dispatch.h"
#include "tracepoints.h"

/* The kernel lends its helpers to programs that are free under the GPL as well. */
char terms[] SEC("license") = "Dual MIT/GPL";
