package transom.gem;

/**
 * What people are told about a buffer.
 *
 * @param bytes of memory that it takes
 * @param holders its producer and everybody who has locked it
 */
public record BufferInfo(int width, int height, int stride, Format format, long bytes, int holders) {}
