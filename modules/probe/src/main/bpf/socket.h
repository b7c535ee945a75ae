/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Addresses as the event table wants them: the family in a byte, then addresses and ports, ports in host order. */
#pragma once

#include "file.h"

#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define UNIX_PATH_LIMIT 109
#define TCP_ESTABLISHED 1 /* also the state of any other socket that is connected */

struct sockaddr_in {
	u16 sin_family;
	u16 sin_port;
	u32 sin_addr;
};

struct sockaddr_in6 {
	u16 sin6_family;
	u16 sin6_port;
	u32 sin6_flowinfo;
	u8 sin6_addr[16];
};

/* Any address that a program can hand to the kernel. */
union address {
	u16 family;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct {
		u16 family;
		char path[108];
		char end;
	} local;
};

inlined void append_u8(struct writer *w, u8 value)
{
	STORE(u8, place(w), value);
	w->at += 1;
}

inlined void append_u16(struct writer *w, u16 value)
{
	STORE(u16, place(w), value);
	w->at += 2;
}

inlined void append_u32(struct writer *w, u32 value)
{
	STORE(u32, place(w), value);
	w->at += 4;
}

inlined void append_u64(struct writer *w, u64 value)
{
	STORE(u64, place(w), value);
	w->at += 8;
}

inlined void append_port(struct writer *w, u16 network_order)
{
	append_u16(w, __builtin_bswap16(network_order));
}

inlined void append_v6(struct writer *w, const void *address)
{
	bpf_probe_read_kernel(place(w), 16, address);
	w->at += 16;
}

/* An address that lies at the start of the scratch space's second half. */
inlined union address *address_room(struct writer *w)
{
	return (union address *)(w->data + SCRATCH_LIMIT);
}

/* Copies an address out of the calling process; false when it is missing or its page is not there. */
inlined bool read_address(union address *to, u64 from, u64 length)
{
	if (!from || !length)
		return false;
	length = at_most(length, sizeof(*to) - 1);
	__builtin_memset(to, 0, sizeof(*to));
	BOUND(length, 0x7f); /* no more, for verifiers such as that of Linux 6.1, which lose the bound when the length is kept on the stack */
	return !bpf_probe_read_user(to, length, (void *)from);
}

/* The address that a call names: where it lies and how long it is. */
struct named {
	u64 from, length;
};

#define NAMED(from, length) ((struct named){from, length})
#define NOT_NAMED NAMED(0, 0)

/* Stands for an address that is in the room already. */
#define IN_ROOM 1

/* Brings the named address into the room, with zeros behind what the call gave, and returns its family; AF_NONE when there is none. */
#define AF_NONE 0xffff
inlined u16 fetch_address(struct writer *w, struct named named)
{
	union address *room = address_room(w);
	if (named.from == IN_ROOM)
		return room->family;
	return read_address(room, named.from, (u32)named.length) ? room->family : AF_NONE;
}

/* How long the address is that a call wrote: it says so in a number of its caller's. */
inlined u32 answered_length(u64 from)
{
	u32 length = 0;
	bpf_probe_read_user(&length, sizeof(length), (void *)from);
	return length;
}

/* The path of a unix address; that of an abstract one is behind its leading NUL. */
inlined const char *unix_path(const char *path, char first)
{
	return first ? path : path + 1;
}

inlined void put_read_address(struct writer *w, u32 index, union address *address)
{
	u64 start = w->at;
	switch (address->family) {
	case AF_INET:
		append_u8(w, AF_INET);
		append_u32(w, address->v4.sin_addr);
		append_port(w, address->v4.sin_port);
		break;
	case AF_INET6:
		append_u8(w, AF_INET6);
		append_v6(w, address->v6.sin6_addr);
		append_port(w, address->v6.sin6_port);
		break;
	case AF_UNIX:
		append_u8(w, AF_UNIX);
		append_string(w, unix_path(address->local.path, address->local.path[0]), UNIX_PATH_LIMIT, false);
		break;
	}
	set_length(w, index, w->at - start);
}

/* The address argument of bind and connect. */
inlined void put_address(struct writer *w, u32 index, u64 from, u64 length)
{
	union address *room = address_room(w);
	if (read_address(room, from, length))
		put_read_address(w, index, room);
	else
		put_empty(w, index);
}

inlined struct socket *socket_of(s32 fd)
{
	struct file *file = file_of(fd);
	if (!file || (READ_CAST(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return NULL;
	struct socket *socket = READ_CAST(file, private_data);
	return socket ? FOLLOW(socket, socket) : NULL;
}

inlined struct sock *sock_of(s32 fd)
{
	struct socket *socket = socket_of(fd);
	return socket ? READ_CAST(socket, sk) : NULL;
}

enum direction { OUTWARD, INWARD };

/*
 * The two ends of a socket, source first: our own end for what goes out, the other for what comes in. Where the kernel knows no peer
 * (a datagram socket that is not connected), the address that the call named stands for it, if its family is one that the socket sends to.
 */
inlined void put_v4_tuple(struct writer *w, struct sock *sk, enum direction direction, struct named named)
{
	struct inet_sock *inet = FOLLOW(inet_sock, sk);
	u32 local = READ_CAST(inet, inet_saddr), remote = READ_CAST(sk, __sk_common.skc_daddr);
	u16 local_port = READ_CAST(inet, inet_sport), remote_port = READ_CAST(sk, __sk_common.skc_dport);
	u16 family = remote_port ? AF_NONE : fetch_address(w, named);
	if (family == AF_INET || family == AF_UNSPEC) { /* which the kernel takes for AF_INET here */
		remote = address_room(w)->v4.sin_addr;
		remote_port = address_room(w)->v4.sin_port;
	}
	append_u8(w, AF_INET);
	append_u32(w, direction == OUTWARD ? local : remote);
	append_port(w, direction == OUTWARD ? local_port : remote_port);
	append_u32(w, direction == OUTWARD ? remote : local);
	append_port(w, direction == OUTWARD ? remote_port : local_port);
}

/* Maps the IPv4 address in the room into an IPv6 one, in place. */
inlined void map_address(union address *room)
{
	u32 address = room->v4.sin_addr;
	__builtin_memset(room->v6.sin6_addr, 0, 10);
	room->v6.sin6_addr[10] = room->v6.sin6_addr[11] = 0xff;
	__builtin_memcpy(room->v6.sin6_addr + 12, &address, sizeof(address));
}

inlined void put_v6_tuple(struct writer *w, struct sock *sk, enum direction direction, struct named named)
{
	struct inet_sock *inet = FOLLOW(inet_sock, sk);
	const void *local = &READ_CAST(inet, pinet6)->saddr, *remote = &sk->__sk_common.skc_v6_daddr;
	u16 local_port = READ_CAST(inet, inet_sport), remote_port = READ_CAST(sk, __sk_common.skc_dport);
	u16 family = remote_port ? AF_NONE : fetch_address(w, named);
	if (family == AF_INET)
		map_address(address_room(w));
	if (family == AF_INET || family == AF_INET6) {
		remote = address_room(w)->v6.sin6_addr;
		remote_port = address_room(w)->v6.sin6_port;
	} else if (!remote_port && READ_CAST(sk, __sk_common.skc_state) != TCP_ESTABLISHED) {
		/* the kernel keeps the address of a connection that was ended */
		__builtin_memset(address_room(w), 0, sizeof(union address));
		remote = address_room(w)->v6.sin6_addr;
	}
	append_u8(w, AF_INET6);
	append_v6(w, direction == OUTWARD ? local : remote);
	append_port(w, direction == OUTWARD ? local_port : remote_port);
	append_v6(w, direction == OUTWARD ? remote : local);
	append_port(w, direction == OUTWARD ? remote_port : local_port);
}

/* The path that a socket is bound to, the empty string for none. The kernel ends only those of the file system with a NUL. */
inlined void append_bound_path(struct writer *w, struct unix_sock *bound)
{
	struct unix_address *address = bound ? READ_CAST(bound, addr) : NULL;
	u64 n = 0;
	if (address) {
		const char *path = (char *)address + bpf_core_field_offset(struct unix_address, name[0].sun_path);
		char first = 0;
		u64 limit = at_most((u32)BPF_CORE_READ(address, len) - sizeof(u16), UNIX_PATH_LIMIT);
		bpf_probe_read_kernel(&first, 1, path);
		n = length_or_none(bpf_probe_read_kernel_str(place(w), limit, unix_path(path, first)));
	}
	if (n)
		advance(w, n);
	else
		append_u8(w, 0);
}

inlined void put_unix_tuple(struct writer *w, struct sock *sk, enum direction direction, struct named named)
{
	struct unix_sock *local = FOLLOW(unix_sock, sk);
	struct unix_sock *peer = FOLLOW(unix_sock, READ_CAST(local, peer));
	struct unix_sock *bound = direction == OUTWARD ? peer : local;
	append_u8(w, AF_UNIX);
	append_u64(w, (u64)(direction == OUTWARD ? peer : local));
	append_u64(w, (u64)(direction == OUTWARD ? local : peer));
	if (direction == OUTWARD && !peer && fetch_address(w, named) == AF_UNIX) {
		const char *path = address_room(w)->local.path;
		append_string(w, unix_path(path, *path), UNIX_PATH_LIMIT, false);
	} else {
		append_bound_path(w, bound);
	}
}

inlined void put_tuple(struct writer *w, u32 index, s32 fd, enum direction direction, struct named named)
{
	u64 start = w->at;
	struct sock *sk = sock_of(fd);
	if (!sk) {
		put_empty(w, index);
		return;
	}
	sk = FOLLOW(sock, sk);
	switch (READ_CAST(sk, __sk_common.skc_family)) {
	case AF_INET:
		put_v4_tuple(w, sk, direction, named);
		break;
	case AF_INET6:
		put_v6_tuple(w, sk, direction, named);
		break;
	case AF_UNIX:
		put_unix_tuple(w, sk, direction, named);
		break;
	}
	set_length(w, index, w->at - start);
}
