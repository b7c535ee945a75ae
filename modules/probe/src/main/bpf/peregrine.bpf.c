/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Peregrine's probe: the programs that turn what this machine does into events. */
#include "settings.h"
#include <bpf/bpf_tracing.h>
#include "calls/compat.h"
#include "calls/control.h"
#include "calls/data.h"
#include "calls/descriptor.h"
#include "calls/file.h"
#include "calls/generic.h"
#include "calls/identity.h"
#include "calls/key.h"
#include "calls/limit.h"
#include "calls/locked.h"
#include "calls/lookup.h"
#include "calls/memory.h"
#include "calls/mounting.h"
#include "calls/option.h"
#include "calls/privilege.h"
#include "calls/process.h"
#include "calls/semaphore.h"
#include "calls/socket.h"
#include "calls/trace.h"
#include "calls/uring.h"
#include "calls/wait.h"
#include "functions.h"
#include "tracepoints.h"

/* The kernel lends its helpers to programs that are free under the GPL as well. */
char terms[] SEC("license") = "Dual MIT/GPL";
