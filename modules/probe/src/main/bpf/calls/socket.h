/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Sockets. */
#pragma once

#include "descriptor.h"
#include "../behind.h"
#include "../vector.h"

#define EINPROGRESS 115

CALL(socket)
{
	if (left_socket_untold(call, descriptor_flags(ARG(1))))
		return 0;
	return FIXED(SOCKET_SOCKET_X, (s64, RESULT), (u32, socket_family(ARG(0))), (u32, ARG(1)), (u32, ARG(2)),
		     (u32, descriptor_flags(ARG(1))));
}

CALL(socketpair)
{
	struct descriptor_pair pair = {-1, -1};
	u64 own = 0, peer = 0;
	if (RESULT == 0) {
		pair = read_pair(ARG(3));
		own = (u64)sock_of(pair.first);
		if (own) {
			struct unix_sock *local = FOLLOW(unix_sock, own);
			peer = (u64)READ_CAST(local, peer);
		}
	}
	return FIXED(SOCKET_SOCKETPAIR_X, (s64, RESULT), (fd, pair.first), (fd, pair.second), (u64, own), (u64, peer),
		     (u32, socket_family(ARG(0))), (u32, ARG(1)), (u32, ARG(2)));
}

CALL(bind)
{
	return COMPOSE(SOCKET_BIND_X, (s64, RESULT), (address, ARG(1), (u32)ARG(2)), (fd, ARG(0)));
}

CALL(listen)
{
	return FIXED(SOCKET_LISTEN_X, (s64, RESULT), (fd, ARG(0)), (s32, ARG(1)));
}

CALL(connect)
{
	if (left_connect_untold(call))
		return 0;
	struct writer writer = compose(cpu, PRG_EVENT_SOCKET_CONNECT_X, PRG_PARAMS_SOCKET_CONNECT_X, current_thread());
	struct writer *w = &writer;
	union address *room = address_room(w);
	struct entry *entry = taken(call, entry_for(call), ARG(1));
	bool known = entry ? copy_address(room, entry) : read_address(room, ARG(1), (u32)ARG(2));
	put_s64(w, 0, RESULT);
	if (RESULT == 0 || RESULT == -EINPROGRESS)
		put_tuple(w, 1, ARG(0), OUTWARD, known && room->family != AF_UNSPEC ? NAMED(IN_ROOM, 0) : NOT_NAMED);
	else
		put_empty(w, 1);
	put_fd(w, 2, ARG(0));
	if (known)
		put_read_address(w, 3, room);
	else
		put_empty(w, 3);
	return send(w, PRG_EVENT_SOCKET_CONNECT_X);
}

/* Parameters 0 to 4 of an accepted connection: descriptor, tuple, how full the queue of the listening socket was. */
inlined void put_accepted(struct writer *w, struct call *call)
{
	struct sock *listening = NULL;
	u32 length = 0, most = 0;
	put_s64(w, 0, RESULT);
	if (RESULT >= 0) {
		put_tuple(w, 1, RESULT, INWARD, NOT_NAMED);
		listening = sock_of(ARG(0));
	} else {
		put_empty(w, 1);
	}
	if (listening) {
		listening = FOLLOW(sock, listening);
		length = READ_CAST(listening, sk_ack_backlog);
		most = READ_CAST(listening, sk_max_ack_backlog);
	}
	PUT_ALL_FROM(2, w, (u8, length && most ? (u64)length * 100 / most : 0), (u32, length), (u32, most))
}

CALL(accept)
{
	struct writer w = compose(cpu, PRG_EVENT_SOCKET_ACCEPT_5_X, PRG_PARAMS_SOCKET_ACCEPT_5_X, current_thread());
	put_accepted(&w, call);
	return send(&w, PRG_EVENT_SOCKET_ACCEPT_5_X);
}

CALL(accept4)
{
	struct writer w = compose(cpu, PRG_EVENT_SOCKET_ACCEPT4_6_X, PRG_PARAMS_SOCKET_ACCEPT4_6_X, current_thread());
	put_accepted(&w, call);
	put_u32(&w, 5, descriptor_flags(ARG(3)));
	return send(&w, PRG_EVENT_SOCKET_ACCEPT4_6_X);
}

CALL(getsockname)
{
	return EMPTY(SOCKET_GETSOCKNAME_X);
}

CALL(getpeername)
{
	return EMPTY(SOCKET_GETPEERNAME_X);
}

CALL(shutdown)
{
	return FIXED(SOCKET_SHUTDOWN_X, (s64, RESULT), (fd, ARG(0)),
		     (u8, (u32)ARG(1) < 3 ? (u8)ARG(1) : (u8)PRG_SHUTDOWN_HOW__SHUT_UNKNOWN));
}

/* The tuple of what was transferred; a failed call has none. */
inlined void put_tuple_if(struct writer *w, u32 index, bool transferred, s32 fd, enum direction direction, struct named named)
{
	if (transferred)
		put_tuple(w, index, fd, direction, named);
	else
		put_empty(w, index);
}

CALL(sendto)
{
	return COMPOSE(SOCKET_SENDTO_X, (s64, RESULT), (written_data, ARG(1), RESULT, (u32)ARG(2)), (fd, ARG(0)),
		       (u32, ARG(2)), (tuple_if, RESULT >= 0, ARG(0), OUTWARD, NAMED(ARG(4), ARG(5))));
}

CALL(recvfrom)
{
	return COMPOSE(SOCKET_RECVFROM_X, (s64, RESULT), (read_data, ARG(1), RESULT),
		       (tuple_if, RESULT >= 0, ARG(0), INWARD, NAMED(ARG(4), answered_length(ARG(5)))), (fd, ARG(0)), (u32, ARG(2)));
}

/* send and recv exist only for 32-bit code, through socketcall. */
CALL(send)
{
	return COMPOSE(SOCKET_SEND_X, (s64, RESULT), (written_data, ARG(1), RESULT, (u32)ARG(2)), (fd, ARG(0)), (u32, ARG(2)),
		       (tuple_if, RESULT >= 0, ARG(0), OUTWARD, NOT_NAMED));
}

CALL(recv)
{
	return COMPOSE(SOCKET_RECV_X, (s64, RESULT), (read_data, ARG(1), RESULT), (fd, ARG(0)), (u32, ARG(2)),
		       (tuple_if, RESULT >= 0, ARG(0), INWARD, NOT_NAMED));
}

CALL(sendmsg)
{
	struct message message;
	BEGIN(SOCKET_SENDMSG_X);
	struct writer writer = resume(cpu), *w = &writer;
	put_s64(w, 0, RESULT);
	if (!read_message(call, ARG(1), &message)) {
		PUT_ALL_FROM(1, w, (empty), (fd, ARG(0)), (empty), (empty))
		save(w);
		return END(SOCKET_SENDMSG_X);
	}
	u32 size = put_vector(w, 1, message.vector, message.parts, written_limit(RESULT));
	PUT_ALL_FROM(2, w, (fd, ARG(0)), (u32, size), (tuple_if, RESULT >= 0, ARG(0), OUTWARD, message.name))
	save(w);
	return END(SOCKET_SENDMSG_X);
}

CALL(recvmsg)
{
	struct message message = {};
	BEGIN(SOCKET_RECVMSG_X);
	struct writer writer = resume(cpu), *w = &writer;
	put_s64(w, 0, RESULT);
	if (RESULT >= 0) {
		read_message(call, ARG(1), &message);
		put_u32(w, 1, RESULT);
		put_vector(w, 2, message.vector, message.parts, snap(RESULT));
		put_tuple(w, 3, ARG(0), INWARD, message.name);
		put_control(w, 4, &message);
	} else {
		PUT_ALL_FROM(1, w, (u32, 0), (empty), (empty), (empty))
	}
	put_fd(w, 5, ARG(0));
	save(w);
	return END(SOCKET_RECVMSG_X);
}

/* Messages of one call that are reported, an event for each. */
#define MESSAGES 16

SHARED(sent_message)(u64 array, u32 i)
{
	struct message message = {};
	struct cpu *cpu = this_cpu();
	if (!cpu || !read_message_at(&cpu->call, array, i, &message))
		return 0;
	struct call *call = &cpu->call;
	BEGIN(SOCKET_SENDMMSG_X);
	struct writer writer = resume(cpu), *w = &writer;
	u32 parts = fetch_vector(message.vector, message.parts);
	PUT_ALL(w, (s64, message.transferred), (fd, ARG(0)), (u32, vector_size(parts)))
	save(w);
	put_vector_data(3, parts, written_limit(message.transferred));
	writer = resume(cpu);
	put_tuple(w, 4, ARG(0), OUTWARD, message.name);
	save(w);
	return END(SOCKET_SENDMMSG_X);
}

SHARED(received_message)(u64 array, u32 i)
{
	struct message message = {};
	struct cpu *cpu = this_cpu();
	if (!cpu || !read_message_at(&cpu->call, array, i, &message))
		return 0;
	struct call *call = &cpu->call;
	BEGIN(SOCKET_RECVMMSG_X);
	struct writer writer = resume(cpu), *w = &writer;
	PUT_ALL(w, (s64, message.transferred), (fd, ARG(0)), (u32, message.transferred))
	put_vector(w, 3, message.vector, message.parts, snap(message.transferred));
	put_tuple(w, 4, ARG(0), INWARD, message.name);
	put_control(w, 5, &message);
	save(w);
	return END(SOCKET_RECVMMSG_X);
}

CALL(sendmmsg)
{
	if (RESULT <= 0)
		return COMPOSE(SOCKET_SENDMMSG_X, (s64, RESULT), (fd, ARG(0)), (u32, 0), (empty), (empty));
#pragma nounroll
	for (u32 i = 0; i < MESSAGES; i++) {
		if (i >= RESULT)
			break;
		sent_message(ARG(1), i);
	}
	return 0;
}

CALL(recvmmsg)
{
	if (RESULT <= 0)
		return COMPOSE(SOCKET_RECVMMSG_X, (s64, RESULT), (fd, ARG(0)), (u32, 0), (empty), (empty), (empty));
#pragma nounroll
	for (u32 i = 0; i < MESSAGES; i++) {
		if (i >= RESULT)
			break;
		received_message(ARG(1), i);
	}
	return 0;
}
