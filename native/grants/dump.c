/* What is in a dma-buf that another process holds: the process is not asked, and the guest that has it mapped may write on. */
#include "tests.h"

#include <errno.h>
#include <linux/dma-buf.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int failed(const char *what)
{
    fprintf(stderr, "grants: %s: %s\n", what, strerror(errno));
    return 1;
}

int dump_main(int pid, int number)
{
    const struct dma_buf_sync begin = {.flags = DMA_BUF_SYNC_START | DMA_BUF_SYNC_READ};
    const struct dma_buf_sync end = {.flags = DMA_BUF_SYNC_END | DMA_BUF_SYNC_READ};
    int process = syscall(SYS_pidfd_open, pid, 0);

    if (process < 0) {
        return failed("pidfd_open");
    }
    int fd = syscall(SYS_pidfd_getfd, process, number, 0);
    if (fd < 0) {
        return failed("pidfd_getfd");
    }
    off_t length = lseek(fd, 0, SEEK_END);
    if (length <= 0) {
        return failed("the dma-buf's length");
    }
    void *bytes = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED || ioctl(fd, DMA_BUF_IOCTL_SYNC, &begin)) {
        return failed("the dma-buf");
    }
    int status = fwrite(bytes, 1, length, stdout) == (size_t)length && !fflush(stdout) ? 0 : failed("standard output");
    ioctl(fd, DMA_BUF_IOCTL_SYNC, &end);
    return status;
}
