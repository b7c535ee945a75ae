/* What is said through sockets, and how they are set up. */
#include "expect.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

static int ends[2]; /* datagram sockets: the first receives */
static int ports[2];
static char address[2][INET6_ADDRSTRLEN];

/* Two datagram sockets on the loopback interface, both bound. */
static struct sockaddr_storage datagrams(int family, socklen_t size)
{
	struct sockaddr_storage at[2] = {};
	for (int i = 0; i < 2; i++) {
		struct sockaddr_in *four = (void *)&at[i];
		struct sockaddr_in6 *six = (void *)&at[i];
		socklen_t length = size;
		at[i].ss_family = family;
		if (family == AF_INET)
			four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		else
			six->sin6_addr = in6addr_loopback;
		ends[i] = socket(family, SOCK_DGRAM, 0);
		NEED(!bind(ends[i], (void *)&at[i], size) && !getsockname(ends[i], (void *)&at[i], &length));
		ports[i] = ntohs(four->sin_port);
		inet_ntop(family, family == AF_INET ? (void *)&four->sin_addr : (void *)&six->sin6_addr, address[i], sizeof address[i]);
	}
	return at[0];
}

#define WAY(i, j) address[i], ports[i], address[j], ports[j]

static void sends(int family, socklen_t size)
{
	char buf[64], control[64];
	struct sockaddr_storage to = datagrams(family, size), from;
	socklen_t length = size;
	struct iovec out[2] = {{"mes", 3}, {"sage", 4}}, in[2] = {{buf, 2}, {buf + 8, 20}};
	struct msghdr message = {.msg_name = &to, .msg_namelen = size, .msg_iov = out, .msg_iovlen = 2};
	struct msghdr answer = {.msg_name = &from, .msg_namelen = size, .msg_iov = in, .msg_iovlen = 2};
	struct mmsghdr messages[2] = {{message}, {message}}, answers[2] = {{answer}, {answer}};
	BEGIN;
	DO(SYS_sendto, ends[1], "datagram", 8, 0, &to, size);
	SEEN("sendto res=8 data='datagram' fd=%d size=8 tuple=%s:%d->%s:%d", ends[1], WAY(1, 0));
	DO(SYS_recvfrom, ends[0], buf, sizeof buf, 0, &from, &length);
	SEEN("recvfrom res=8 data='datagram' tuple=%s:%d->%s:%d fd=%d size=64", WAY(1, 0), ends[0]);
	DO(SYS_recvfrom, ends[0], buf, 9, MSG_DONTWAIT, NULL, NULL);
	SEEN("recvfrom res=%d data=- tuple=- fd=%d size=9", -EAGAIN, ends[0]);
	DO(SYS_sendto, 999, "lost", 4, 0, NULL, 0);
	SEEN("sendto res=%d data='lost' fd=999 size=4 tuple=-", -EBADF);
	DO(SYS_sendmsg, ends[1], &message, 0);
	SEEN("sendmsg res=7 data='message' fd=%d size=7 tuple=%s:%d->%s:%d", ends[1], WAY(1, 0));
	DO(SYS_recvmsg, ends[0], &answer, 0);
	SEEN("recvmsg res=7 size=7 data='message' tuple=%s:%d->%s:%d msgcontrol=- fd=%d", WAY(1, 0), ends[0]);
	DO(SYS_recvmsg, ends[0], &answer, MSG_DONTWAIT);
	SEEN("recvmsg res=%d size=0 data=- tuple=- msgcontrol=- fd=%d", -EAGAIN, ends[0]);
	DO(SYS_sendmsg, ends[1], NULL, 0);
	SEEN("sendmsg res=%d data=- fd=%d size=- tuple=-", -EFAULT, ends[1]);
	DO(SYS_sendmmsg, ends[1], messages, 2, 0);
	for (int i = 0; i < 2; i++)
		SEEN("sendmmsg res=7 fd=%d size=7 data='message' tuple=%s:%d->%s:%d", ends[1], WAY(1, 0));
	DO(SYS_recvmmsg, ends[0], answers, 2, 0, NULL);
	for (int i = 0; i < 2; i++)
		SEEN("recvmmsg res=7 fd=%d size=7 data='message' tuple=%s:%d->%s:%d msgcontrol=-", ends[0], WAY(1, 0));
	DO(SYS_recvmmsg, ends[0], answers, 2, MSG_DONTWAIT, NULL);
	SEEN("recvmmsg res=%d fd=%d size=0 data=- tuple=- msgcontrol=-", -EAGAIN, ends[0]);
	DO(SYS_sendmmsg, ends[1], messages, 0, 0);
	SEEN("sendmmsg res=0 fd=%d size=0 data=- tuple=-", ends[1]);
	DO(SYS_shutdown, ends[1], SHUT_WR);
	SEEN("shutdown res=%d fd=%d how=SHUT_WR", -ENOTCONN, ends[1]);
	END;
}

/* Two connections that wait are accepted; the listener holds four. */
static void accepts(int family, socklen_t size)
{
	struct sockaddr_storage at = {.ss_family = family}, other[2];
	struct sockaddr_un *local = (void *)&at;
	char tuple[2][200];
	int s = socket(family, SOCK_STREAM, 0), c[2];
	if (family == AF_INET)
		((struct sockaddr_in *)&at)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	else if (family == AF_INET6)
		((struct sockaddr_in6 *)&at)->sin6_addr = in6addr_loopback;
	else
		strcpy(local->sun_path, "listener");
	socklen_t length = size;
	NEED(!bind(s, (void *)&at, size) && !listen(s, 4) && !getsockname(s, (void *)&at, &length));
	for (int i = 0; i < 2; i++) {
		char ours[INET6_ADDRSTRLEN];
		length = size;
		c[i] = socket(family, SOCK_STREAM, 0);
		NEED(!connect(c[i], (void *)&at, size) && !getsockname(c[i], (void *)&other[i], &length));
		int to = ntohs(((struct sockaddr_in *)&at)->sin_port), from = ntohs(((struct sockaddr_in *)&other[i])->sin_port);
		inet_ntop(family, family == AF_INET ? (void *)&((struct sockaddr_in *)&at)->sin_addr :
						      (void *)&((struct sockaddr_in6 *)&at)->sin6_addr, ours, sizeof ours);
		sprintf(tuple[i], "%s:%d->%s:%d", ours, from, ours, to);
		if (family == AF_UNIX)
			strcpy(tuple[i], "*->* 'listener'");
	}
	BEGIN;
	DO(SYS_accept, s, NULL, NULL);
	SEEN("accept fd=%ld tuple=%s queuepct=%d queuelen=%d queuemax=4", r, tuple[0], family == AF_UNIX ? 0 : 25, family != AF_UNIX);
	DO(SYS_accept4, s, NULL, NULL, SOCK_CLOEXEC);
	SEEN("accept4 fd=%ld tuple=%s queuepct=0 queuelen=0 queuemax=4 flags=4096", r, tuple[1]);
	DO(SYS_accept, 999, NULL, NULL);
	SEEN("accept fd=%d tuple=- queuepct=0 queuelen=0 queuemax=0", -EBADF);
	END;
}

/* A descriptor passed along, and paths of unix sockets. */
static void locals(void)
{
	int pair[2];
	char buf[8], control[CMSG_SPACE(sizeof(int))], hex[4 * sizeof control + 1] = "";
	struct iovec v = {"x", 1}, in = {buf, 8};
	struct msghdr message = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
	struct msghdr answer = {.msg_iov = &in, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
	struct cmsghdr *head = (void *)control;
	memset(control, 0, sizeof control);
	*head = (struct cmsghdr){CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
	*(int *)CMSG_DATA(head) = 1;
	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	struct sockaddr_un at = {AF_UNIX, "here"}, hidden = {AF_UNIX, "\0hidden"};
	socklen_t size = offsetof(struct sockaddr_un, sun_path) + 7;
	int s = socket(AF_UNIX, SOCK_DGRAM, 0), t = socket(AF_UNIX, SOCK_DGRAM, 0), u = socket(AF_UNIX, SOCK_DGRAM, 0);
	NEED(!bind(s, (void *)&at, sizeof at));
	BEGIN;
	DO(SYS_sendmsg, pair[0], &message, 0);
	SEEN("sendmsg res=1 data='x' fd=%d size=1 tuple=*->* ''", pair[0]);
	DO(SYS_recvmsg, pair[1], &answer, 0);
	for (size_t i = 0; i < answer.msg_controllen; i++) {
		unsigned char c = control[i];
		sprintf(hex + strlen(hex), c > ' ' && c < 127 ? "%c" : "\\%02x", c);
	}
	SEEN("recvmsg res=1 size=1 data='x' tuple=*->* '' msgcontrol='%s' fd=%d", hex, pair[1]);
	DO(SYS_sendto, t, "abc", 3, 0, &at, sizeof at);
	SEEN("sendto res=3 data='abc' fd=%d size=3 tuple=0->* 'here'", t);
	DO(SYS_recvfrom, s, buf, 2, 0, NULL, NULL);
	SEEN("recvfrom res=2 data='ab' tuple=*->0 'here' fd=%d size=2", s);
	DO(SYS_sendto, t, "abc", 3, 0, &hidden, size);
	SEEN("sendto res=%d data='abc' fd=%d size=3 tuple=-", -ECONNREFUSED, t);
	DO(SYS_bind, u, &hidden, size);
	SEEN("bind res=0 addr='hidden' fd=%d", u);
	DO(SYS_sendto, t, "def", 3, 0, &hidden, size);
	SEEN("sendto res=3 data='def' fd=%d size=3 tuple=0->* 'hidden'", t);
	DO(SYS_recvfrom, u, buf, 8, 0, NULL, NULL);
	SEEN("recvfrom res=3 data='def' tuple=*->0 'hidden' fd=%d size=8", u);
	DO(SYS_recvfrom, u, buf, 8, MSG_DONTWAIT, NULL, NULL);
	SEEN("recvfrom res=%d data=- tuple=- fd=%d size=8", -EAGAIN, u);
	DO(SYS_shutdown, pair[0], SHUT_RDWR);
	SEEN("shutdown res=0 fd=%d how=SHUT_RDWR", pair[0]);
	DO(SYS_sendto, pair[0], "after", 5, MSG_NOSIGNAL, NULL, 0);
	SEEN("sendto res=%d data='after' fd=%d size=5 tuple=-", -EPIPE, pair[0]);
	END;
}

static void options(void)
{
	int on = 1, off = 0, s = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t size = sizeof on;
	struct timeval time = {3, 500};
	struct linger linger = {1, 65};
	BEGIN;
	DO(SYS_setsockopt, s, SOL_SOCKET, SO_REUSEADDR, &on, size);
	SEEN("setsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_REUSEADDR val=UINT32:1 optlen=4", s);
	DO(SYS_getsockopt, s, SOL_SOCKET, SO_TYPE, &off, &size);
	SEEN("getsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_TYPE val=UINT32:%d optlen=4", s, SOCK_STREAM);
	DO(SYS_getsockopt, s, SOL_SOCKET, SO_ERROR, &off, &size);
	SEEN("getsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_ERROR val=ERRNO:0 optlen=4", s);
	DO(SYS_setsockopt, s, SOL_SOCKET, SO_ERROR, &size, 4);
	SEEN("setsockopt res=%d fd=%d level=SOL_SOCKET optname=SO_ERROR val=ERRNO:-4 optlen=4", -ENOPROTOOPT, s);
	DO(SYS_setsockopt, s, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
	SEEN("setsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_SNDTIMEO val=RELTIME:3000500000 optlen=16", s);
	DO(SYS_setsockopt, s, SOL_SOCKET, 66, &time, sizeof time); /* SO_RCVTIMEO_NEW */
	SEEN("setsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_RCVTIMEO val=RELTIME:3000500000 optlen=16", s);
	DO(SYS_setsockopt, s, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	SEEN("setsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_LINGER val=BYTEBUF:'\\01\\00\\00\\00A\\00\\00\\00' optlen=8", s);
	DO(SYS_setsockopt, s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	SEEN("setsockopt res=0 fd=%d level=SOL_TCP optname=UNKNOWN val=BYTEBUF:'\\01\\00\\00\\00' optlen=4", s);
	DO(SYS_setsockopt, s, 77, 0, NULL, 0);
	SEEN("setsockopt res=%d fd=%d level=UNKNOWN optname=UNKNOWN val=BYTEBUF:- optlen=0", -ENOPROTOOPT, s);
	unsigned long cookie;
	size = 8;
	DO(SYS_getsockopt, s, SOL_SOCKET, SO_COOKIE, &cookie, &size);
	SEEN("getsockopt res=0 fd=%d level=SOL_SOCKET optname=SO_COOKIE val=UINT64:%lu optlen=8", s, cookie);
	DO(SYS_getsockopt, 999, SOL_SOCKET, SO_KEEPALIVE, &on, NULL);
	SEEN("getsockopt res=%d fd=999 level=SOL_SOCKET optname=SO_KEEPALIVE val=UINT32:0 optlen=0", -EBADF);
	END;
}

int main(void)
{
	sends(AF_INET, sizeof(struct sockaddr_in));
	sends(AF_INET6, sizeof(struct sockaddr_in6));
	accepts(AF_INET, sizeof(struct sockaddr_in));
	accepts(AF_INET6, sizeof(struct sockaddr_in6));
	accepts(AF_UNIX, sizeof(struct sockaddr_un));
	locals();
	options();
	return finish();
}
