// Laid before libc: counts what a process does to the disk below one folder. At the n-th operation it kills the process,
// fails the call, or sends a signal that asks the process to stop and kills it when it has not done so in time.
// ASSAY_DISK_FOLDER: which folder. ASSAY_DISK_AT: which operation, 0 for none. ASSAY_DISK_FAULT: what happens there.
// ASSAY_DISK_TRACE: the file into which each operation is written.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *folder;
static long at;
static int dies, tears, reason, once, asks;
enum { PATIENCE = 5 };  // seconds
static int trace = -1;
static atomic_long count;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  folder = getenv("ASSAY_DISK_FOLDER");
  const char *fault = getenv("ASSAY_DISK_FAULT"), *file = getenv("ASSAY_DISK_TRACE");
  at = atol(getenv("ASSAY_DISK_AT") ?: "0");
  dies = fault && (!strcmp(fault, "kill") || !strcmp(fault, "torn"));
  tears = fault && !strcmp(fault, "torn");
  reason = fault && !strncmp(fault, "EIO", 3) ? EIO : ENOSPC;
  asks = fault && !strcmp(fault, "SIGINT") ? SIGINT : fault && !strcmp(fault, "SIGTERM") ? SIGTERM : 0;
  once = fault && strstr(fault, "once");
  if (file) trace = REAL(open)(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  unsetenv("LD_PRELOAD");  // of this process alone: the programs that it starts have a disk of their own
}

static int below(const char *path) {
  size_t length = folder ? strlen(folder) : 0;
  return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int absolute(int directory, const char *path, char *whole) {
  char start[PATH_MAX] = "", link[64];
  if (path[0] != '/') {
    snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    ssize_t length = readlink(directory == AT_FDCWD ? "/proc/self/cwd" : link, start, sizeof start - 1);
    if (length < 0) return 0;
    start[length] = 0;
  }
  return snprintf(whole, PATH_MAX, "%s%s%s", start, *start ? "/" : "", path) < PATH_MAX;
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// Gives the error that this operation meets, 0 for none. A full disk still gives room free.
static int meet(const char *operation, const char *path, int takes_room) {
  long number = atomic_fetch_add(&count, 1) + 1;
  if (trace >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, operation, path);
    REAL(write)(trace, line, length);
  }
  if (!at || number < at || (once && number > at)) return 0;
  if (asks) {
    if (number == at) {
      alarm(PATIENCE);
      kill(getpid(), asks);
    }
    return 0;
  }
  if (dies) {
    if (number == at && tears && strstr(operation, "write")) return -1;
    die();
  }
  return number > at && reason == ENOSPC && !takes_room ? 0 : reason;
}

static int meet_path(const char *operation, int directory, const char *path, int takes_room) {
  char whole[PATH_MAX];
  return absolute(directory, path, whole) && below(whole) ? meet(operation, whole, takes_room) : 0;
}

static int meet_file(const char *operation, int fd, int takes_room) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path) ? meet(operation, path, takes_room) : 0;
}

#define FAILS(error) do { int met = error; if (met > 0) { errno = met; return -1; } } while (0)

#define OPEN(name, directory, parameters, arguments)                                              \
  int name parameters {                                                                           \
    va_list rest;                                                                                 \
    va_start(rest, flags);                                                                        \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;                     \
    va_end(rest);                                                                                 \
    if (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))                                          \
      FAILS(meet_path(flags & O_CREAT ? "create" : "open", directory, path, flags & O_CREAT));    \
    return REAL(name) arguments;                                                                  \
  }
OPEN(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, dir, (int dir, const char *path, int flags, ...), (dir, path, flags, mode))
OPEN(openat64, dir, (int dir, const char *path, int flags, ...), (dir, path, flags, mode))

#define ON_PATH(name, directory, path, room, parameters, arguments) \
  int name parameters {                                             \
    FAILS(meet_path(#name, directory, path, room));                 \
    return REAL(name) arguments;                                    \
  }
ON_PATH(creat, AT_FDCWD, path, 1, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdir, AT_FDCWD, path, 1, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdirat, dir, path, 1, (int dir, const char *path, mode_t mode), (dir, path, mode))
ON_PATH(rmdir, AT_FDCWD, path, 0, (const char *path), (path))
ON_PATH(unlink, AT_FDCWD, path, 0, (const char *path), (path))
ON_PATH(unlinkat, dir, path, 0, (int dir, const char *path, int flags), (dir, path, flags))
ON_PATH(remove, AT_FDCWD, path, 0, (const char *path), (path))
ON_PATH(truncate, AT_FDCWD, path, 1, (const char *path, off_t size), (path, size))
ON_PATH(rename, AT_FDCWD, to, 1, (const char *from, const char *to), (from, to))
ON_PATH(renameat, dir, to, 1, (int old, const char *from, int dir, const char *to), (old, from, dir, to))
ON_PATH(renameat2, dir, to, 1, (int old, const char *from, int dir, const char *to, unsigned flags), (old, from, dir, to, flags))
ON_PATH(link, AT_FDCWD, to, 1, (const char *from, const char *to), (from, to))
ON_PATH(linkat, dir, to, 1, (int old, const char *from, int dir, const char *to, int flags), (old, from, dir, to, flags))
ON_PATH(symlink, AT_FDCWD, to, 1, (const char *from, const char *to), (from, to))
ON_PATH(symlinkat, dir, to, 1, (const char *from, int dir, const char *to), (from, dir, to))

static int grows(int fd, off64_t size) {
  struct stat now;
  return fstat(fd, &now) || size > now.st_size;
}

#define ON_FILE(type, name, fd, room, parameters, arguments) \
  type name parameters {                                     \
    FAILS(meet_file(#name, fd, room));                       \
    return REAL(name) arguments;                             \
  }
ON_FILE(int, fsync, fd, 0, (int fd), (fd))
ON_FILE(int, fdatasync, fd, 0, (int fd), (fd))
ON_FILE(int, ftruncate, fd, grows(fd, size), (int fd, off_t size), (fd, size))
ON_FILE(int, ftruncate64, fd, grows(fd, size), (int fd, off64_t size), (fd, size))
ON_FILE(int, fallocate, fd, 1, (int fd, int how, off_t from, off_t size), (fd, how, from, size))
ON_FILE(int, fallocate64, fd, 1, (int fd, int how, off64_t from, off64_t size), (fd, how, from, size))
ON_FILE(ssize_t, writev, fd, 1, (int fd, const struct iovec *parts, int n), (fd, parts, n))
ON_FILE(ssize_t, pwritev, fd, 1, (int fd, const struct iovec *parts, int n, off_t to), (fd, parts, n, to))
ON_FILE(ssize_t, pwritev64, fd, 1, (int fd, const struct iovec *parts, int n, off64_t to), (fd, parts, n, to))
ON_FILE(ssize_t, sendfile, to, 1, (int to, int from, off_t *start, size_t size), (to, from, start, size))
ON_FILE(ssize_t, sendfile64, to, 1, (int to, int from, off64_t *start, size_t size), (to, from, start, size))
ON_FILE(ssize_t, copy_file_range, to, 1, (int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags), (from, a, to, b, size, flags))

// What is written by one call may be torn: half of it is there when the process dies.
#define WRITE(name, parameters, whole, half)   \
  ssize_t name parameters {                    \
    int met = meet_file(#name, fd, 1);         \
    if (met < 0) { REAL(name) half; die(); }   \
    FAILS(met);                                \
    return REAL(name) whole;                   \
  }
WRITE(write, (int fd, const void *bytes, size_t size), (fd, bytes, size), (fd, bytes, size / 2))
WRITE(pwrite, (int fd, const void *bytes, size_t size, off_t to), (fd, bytes, size, to), (fd, bytes, size / 2, to))
WRITE(pwrite64, (int fd, const void *bytes, size_t size, off64_t to), (fd, bytes, size, to), (fd, bytes, size / 2, to))

int ioctl(int fd, unsigned long request, ...) {
  va_list rest;
  va_start(rest, request);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  if (request == FICLONE || request == FICLONERANGE) FAILS(meet_file("clone", fd, 1));
  return REAL(ioctl)(fd, request, argument);
}

// libuv copies files by a bare system call.
long syscall(long number, ...) {
  va_list rest;
  va_start(rest, number);
  long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long);
  long d = va_arg(rest, long), e = va_arg(rest, long), f = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_copy_file_range) FAILS(meet_file("copy_file_range", (int)c, 1));
  return REAL(syscall)(number, a, b, c, d, e, f);
}
