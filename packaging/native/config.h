/* What configure of elfutils would find out, for libelf on glibc. */
#define PACKAGE "elfutils"
#define PACKAGE_NAME "elfutils"
#define PACKAGE_VERSION "0.192"
#define PACKAGE_URL "http://elfutils.org/"
#define _GNU_SOURCE 1
#define HAVE_BUILTIN_POPCOUNT 1
#define HAVE_DECL_MEMPCPY 1
#define HAVE_DECL_MEMRCHR 1
#define HAVE_DECL_POWEROF2 1
#define HAVE_DECL_RAWMEMCHR 1
#define HAVE_DECL_REALLOCARRAY 0
#define HAVE_DECL_STRERROR_R 1
#define HAVE_STRERROR_R 1
#define STRERROR_R_CHAR_P 1
#define HAVE_ERROR_H 1
#define HAVE_ERR_H 1
#define HAVE_STDATOMIC_H 1
#define HAVE_VISIBILITY 1
#define SYMBOL_VERSIONING 1
#define DEFAULT_AR_DETERMINISTIC false
#include <eu-config.h>
