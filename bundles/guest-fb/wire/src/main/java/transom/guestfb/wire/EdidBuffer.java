package transom.guestfb.wire;

import transom.xen.GrantRef;
import transom.xen.GuestPages;

/**
 * Where GET_EDID asks for the EDID to be written.
 *
 * @param directory of the buffer's pages
 * @param size of the buffer in bytes, at least a block
 */
public record EdidBuffer(GrantRef directory, int size) {

    /** As much as one directory page can name; the header asks for {@link Displif#EDID_MAX_SIZE}, which is less. */
    private static final int MAX_SIZE = GrantDirectory.REFS_PER_PAGE * GuestPages.PAGE_SIZE;

    /**
     * Reads GET_EDID.
     *
     * @throws RequestRefusedException with EINVAL for a buffer that has no room for a block, or far too much
     */
    public static EdidBuffer read(DisplRequest request) {
        int untrustedSize = request.untrustedBufferSize();
        if (untrustedSize < Displif.EDID_BLOCK_SIZE || untrustedSize > MAX_SIZE) {
            throw new RequestRefusedException(
                    XenErrno.EINVAL,
                    "buffer_sz " + Integer.toUnsignedString(untrustedSize) + " of an EDID must be "
                            + Displif.EDID_BLOCK_SIZE + ".." + MAX_SIZE);
        }
        return new EdidBuffer(request.untrustedDirectory(), untrustedSize);
    }

    /**
     * Writes a block into the guest's page.
     *
     * @throws ProtocolException if the directory is none
     * @throws transom.xen.XenException if the guest has not granted a page
     */
    public void write(Edid edid, GrantDirectory.PageMapper mapper) {
        // A block lies on the first page.
        GrantRef[] refs = GrantDirectory.read(directory, 1, mapper);
        try (GuestPages page = mapper.map(refs[0], true)) {
            byte[] block = edid.toByteArray();
            for (int i = 0; i < block.length; i++) {
                page.putByte(i, block[i]);
            }
        }
    }
}
