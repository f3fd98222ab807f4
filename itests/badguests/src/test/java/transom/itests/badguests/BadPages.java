package transom.itests.badguests;

import static transom.itests.badguests.BadGuest.early;

import java.util.function.Consumer;
import java.util.stream.Stream;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.Fbif;

/** Shared pages and page directories that are none. */
final class BadPages {

    private BadPages() {}

    static Stream<BadGuest> all() {
        return Stream.of(
                early("width 0", "width 0 must be positive", word(Fbif.WIDTH, 0)),
                early("width negative", "width -160 must be positive", word(Fbif.WIDTH, -160)),
                early(
                        "width past every row",
                        "line_length 640 is less than the 644 bytes of a row",
                        word(Fbif.WIDTH, 161)),
                early(
                        "width whose row overflows 32 bits",
                        "line_length 640 is less than the 4294967296 bytes of a row",
                        word(Fbif.WIDTH, 1 << 30)),
                early("width past the limit", "width 16385 is more than the limit of 16384", guest -> {
                    guest.fbPage().putInt(Fbif.WIDTH, 16385);
                    guest.fbPage().putInt(Fbif.HEIGHT, 1);
                    guest.fbPage().putInt(Fbif.LINE_LENGTH, 65540);
                }),
                early("height 0", "height 0 must be positive", word(Fbif.HEIGHT, 0)),
                early("height negative", "height -2147483648 must be positive", word(Fbif.HEIGHT, 1 << 31)),
                early("height past the memory", "ends at byte 77440 and mem_length is 76800", word(Fbif.HEIGHT, 121)),
                early(
                        "height whose picture overflows 32 bits",
                        "ends at byte 1374389534080 and mem_length is 76800",
                        word(Fbif.HEIGHT, Integer.MAX_VALUE)),
                early("line_length 0", "line_length 0 is less than", word(Fbif.LINE_LENGTH, 0)),
                early("line_length shorter than a row", "line_length 639 is less than", word(Fbif.LINE_LENGTH, 639)),
                early("line_length with bit 31", "line_length -640 is less than", word(Fbif.LINE_LENGTH, -640)),
                early("line_length past the memory", "and mem_length is 76800", word(Fbif.LINE_LENGTH, 1 << 30)),
                early("depth 0", "depth 0 must be 8, 16, 24 or 32", depth(0)),
                early("depth 15", "depth 15 must be 8, 16, 24 or 32", depth(15)),
                early("depth 255", "depth 255 must be 8, 16, 24 or 32", depth(255)),
                early("mem_length 0", "mem_length 0 must be positive", word(Fbif.MEM_LENGTH, 0)),
                early("mem_length of a byte less", "and mem_length is 76799", word(Fbif.MEM_LENGTH, 76799)),
                early(
                        "mem_length past the limit",
                        "mem_length 135266304 is more than the limit of 134217728 bytes",
                        word(Fbif.MEM_LENGTH, 129 << 20)),
                early("mem_length of 4 GiB", "mem_length 4294967295 is more than the limit", word(Fbif.MEM_LENGTH, -1)),
                early("no page directory", "pd[0] is 0", guest -> guest.fbPage().putLong(Fbif.PD_64, 0)),
                early(
                        "one page directory of two",
                        "needs 2 page directories and pd[1] is 0",
                        word(Fbif.MEM_LENGTH, 4 << 20)),
                early(
                        "page directory in no frame",
                        "EINVAL",
                        guest -> guest.fbPage().putLong(Fbif.PD_64, 5000)),
                early(
                        "page directory past all frames",
                        "frame number 0x10000000000001 is no frame of a guest",
                        guest -> guest.fbPage().putLong(Fbif.PD_64, 1L << 52 | 1)),
                early("framebuffer page in no frame", "EINVAL", directory(3, 5000)),
                early(
                        "framebuffer page past all frames",
                        "frame number 0xffffffffffffffff is no frame of a guest",
                        directory(3, -1)),
                early(
                        "32 bit guest with a 64 bit page",
                        "pd[0] is 0",
                        guest -> guest.vfbNode("protocol", "x86_32-abi")),
                early("64 bit guest with a 32 bit page", "pd[0] is 0", guest -> {
                    guest.setUp(RawGuest.LAYOUT, Abi.X86_32);
                    guest.fbPage().putLong(Fbif.PD_64, 0);
                    guest.vfbNode("protocol", "x86_64-abi");
                }),
                early("page of ones", "mem_length 4294967295 is more than the limit", fill(-1)),
                early("page of zeros", "depth 0 must be", fill(0)));
    }

    private static Consumer<RawGuest> word(int offset, int value) {
        return guest -> guest.fbPage().putInt(offset, value);
    }

    private static Consumer<RawGuest> depth(int value) {
        return guest -> guest.fbPage().putByte(Fbif.DEPTH, value);
    }

    private static Consumer<RawGuest> directory(int entry, long frame) {
        return guest -> guest.pages(RawGuest.DIRECTORY, 1).putLong(entry * Long.BYTES, frame);
    }

    private static Consumer<RawGuest> fill(int value) {
        return guest -> {
            for (int offset = 0; offset < 4096; offset += 4) {
                guest.fbPage().putInt(offset, value);
            }
        };
    }
}
