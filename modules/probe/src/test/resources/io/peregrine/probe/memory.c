/* Address spaces. */
#include "expect.h"
#include <sys/mman.h>

#define SIZE "vm_size=<any> vm_rss=<any> vm_swap=<any>"

/* What the kernel says of the whole process, in KiB. */
static long size(void)
{
	char text[64] = {0};
	int f = open("/proc/self/statm", O_RDONLY);
	NEED(read(f, text, sizeof text - 1) > 0 && !close(f));
	return atol(text) * 4;
}

int main(void)
{
	int f = open("file", O_CREAT | O_RDWR, 0600);
	NEED(f >= 0 && !ftruncate(f, 8192));
	size();
	BEGIN;
	long m = DO(SYS_mmap, NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_POPULATE, f, 4096);
	SEEN("mmap res=%ld " SIZE " addr=0 length=8192 prot=PROT_READ|PROT_WRITE flags=MAP_PRIVATE|MAP_POPULATE fd=%d offset=4096", m, f);
	DO(SYS_mprotect, m, 4096, PROT_READ | PROT_EXEC | PROT_GROWSDOWN);
	SEEN("mprotect res=%d addr=%ld length=4096 prot=PROT_READ|PROT_EXEC|PROT_GROWSDOWN", -EINVAL, m);
	DO(SYS_mprotect, m, 4096, PROT_NONE);
	SEEN("mprotect res=0 addr=%ld length=4096 prot=PROT_NONE", m);
	DO(SYS_munmap, m, 8192);
	SEEN("munmap res=0 " SIZE " addr=%ld length=8192", m);
	DO(SYS_munmap, 1, 4096);
	SEEN("munmap res=%d " SIZE " addr=1 length=4096", -EINVAL);
	long a = DO(SYS_mmap, 0x10000000, 65536, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
	SEEN("mmap res=%ld " SIZE " addr=%d length=65536 prot=PROT_NONE "
	     "flags=MAP_SHARED|MAP_FIXED|MAP_ANONYMOUS|MAP_NORESERVE fd=-1 offset=0", a, 0x10000000);
	DO(SYS_mmap, 0, 0, PROT_READ, MAP_PRIVATE, 999, 0);
	SEEN("mmap res=%ld " SIZE " addr=0 length=0 prot=PROT_READ flags=MAP_PRIVATE fd=999 offset=0", r);
	long b = DO(SYS_brk, 0);
	SEEN("brk res=%ld " SIZE " addr=0", b);
	DO(SYS_mlock, &f, 4096);
	SEEN("mlock res=%ld addr=%lu len=4096", r, (unsigned long)&f);
	DO(SYS_mlock2, &f, 1, MLOCK_ONFAULT);
	SEEN("mlock2 res=%ld addr=%lu len=1 flags=MLOCK_ONFAULT", r, (unsigned long)&f);
	DO(SYS_munlock, &f, 4096);
	SEEN("munlock res=%ld addr=%lu len=4096", r, (unsigned long)&f);
	DO(SYS_mlockall, 64);
	SEEN("mlockall res=%d flags=", -EINVAL);
	DO(SYS_mlockall, MCL_CURRENT | MCL_ONFAULT);
	SEEN("mlockall res=%ld flags=MCL_CURRENT|MCL_ONFAULT", r);
	DO(SYS_munlockall);
	SEEN("munlockall res=0");
	END;
	long before = size();
	BEGIN;
	DO(SYS_mmap, NULL, 1 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	END;
	SEEN("mmap res=%ld vm_size=%ld vm_rss=<any> vm_swap=0 addr=0 length=1048576 prot=PROT_NONE "
	     "flags=MAP_PRIVATE|MAP_ANONYMOUS fd=-1 offset=0", r, before + 1024);
	NEED(size() == before + 1024);
	return finish();
}
