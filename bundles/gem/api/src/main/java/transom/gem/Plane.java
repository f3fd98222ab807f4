package transom.gem;

/**
 * A part of a picture in a dma-buf.
 *
 * @param dmaBuf lent: it lives as long as the buffer whose plane this is
 * @param offset of the first row, in bytes
 * @param stride bytes from one row to the next
 */
public record Plane(DmaBuf dmaBuf, int offset, int stride) {}
