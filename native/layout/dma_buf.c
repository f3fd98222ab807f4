/* dma-bufs and the devices that make them of ordinary memory. */
#include <stdint.h>
#include <sys/ioctl.h>
#include <linux/dma-buf.h>
#include <linux/dma-heap.h>
#include <linux/udmabuf.h>
#include "layout.h"

void print_dma_buf(void)
{
    STRUCT(udmabuf_create);
    FIELD(udmabuf_create, memfd);
    FIELD(udmabuf_create, flags);
    FIELD(udmabuf_create, offset);
    FIELD(udmabuf_create, size);
    STRUCT(udmabuf_create_item);
    FIELD(udmabuf_create_item, memfd);
    FIELD(udmabuf_create_item, offset);
    FIELD(udmabuf_create_item, size);
    STRUCT(udmabuf_create_list);
    FIELD(udmabuf_create_list, flags);
    FIELD(udmabuf_create_list, count);
    STRUCT(dma_heap_allocation_data);
    FIELD(dma_heap_allocation_data, len);
    FIELD(dma_heap_allocation_data, fd);
    FIELD(dma_heap_allocation_data, fd_flags);
    FIELD(dma_heap_allocation_data, heap_flags);
    STRUCT(dma_buf_sync);
    FIELD(dma_buf_sync, flags);
    STRUCT(dma_buf_export_sync_file);
    FIELD(dma_buf_export_sync_file, flags);
    FIELD(dma_buf_export_sync_file, fd);
    CONSTANT(UDMABUF_CREATE);
    CONSTANT(UDMABUF_CREATE_LIST);
    CONSTANT(UDMABUF_FLAGS_CLOEXEC);
    CONSTANT(DMA_HEAP_IOCTL_ALLOC);
    CONSTANT(DMA_BUF_IOCTL_SYNC);
    CONSTANT(DMA_BUF_SYNC_READ);
    CONSTANT(DMA_BUF_SYNC_WRITE);
    CONSTANT(DMA_BUF_SYNC_RW);
    CONSTANT(DMA_BUF_SYNC_START);
    CONSTANT(DMA_BUF_SYNC_END);
    CONSTANT(DMA_BUF_IOCTL_EXPORT_SYNC_FILE);
}
