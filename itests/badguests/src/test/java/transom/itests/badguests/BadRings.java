package transom.itests.badguests;

import static transom.itests.badguests.BadGuest.early;
import static transom.itests.badguests.BadGuest.late;

import java.util.function.Consumer;
import java.util.stream.Stream;
import transom.guestfb.wire.Fbif;

/** Rings whose counts cannot be, and messages that cannot be done. */
final class BadRings {

    private BadRings() {}

    static Stream<BadGuest> all() {
        return Stream.of(
                early("out ring too full at first", "claims 52 events (prod 52, cons 0)", counts(Fbif.OUT_PROD, 52)),
                early("out ring emptier than empty", "claims 4294967291 events", counts(Fbif.OUT_CONS, 5)),
                early("in ring too full at first", "claims 26 events (prod 26, cons 0)", counts(Fbif.IN_PROD, 26)),
                early("in ring read past its end", "claims 4294967295 events", counts(Fbif.IN_CONS, 1)),
                late("out_prod runs ahead", "and has room for 51", guest -> {
                    guest.fbPage().putInt(Fbif.OUT_PROD, guest.fbPage().getInt(Fbif.OUT_PROD) + 60);
                    guest.fbPort.peer().signal();
                }),
                late("out_prod goes back", "and has room for 51", guest -> {
                    guest.fbPage().putInt(Fbif.OUT_PROD, guest.fbPage().getInt(Fbif.OUT_CONS) - 1);
                    guest.fbPort.peer().signal();
                }),
                late("out_prod far away", "and has room for 51", guest -> {
                    guest.fbPage().putInt(Fbif.OUT_PROD, guest.fbPage().getInt(Fbif.OUT_CONS) + (1 << 31));
                    guest.fbPort.peer().signal();
                }),
                resize("to width 0", "width 0 must be positive", 0, 120, 640, 32, 0),
                resize("to height negative", "height -1 must be positive", 160, -1, 640, 32, 0),
                resize("to a negative stride", "line_length -640 is less than", 160, 120, -640, 32, 0),
                resize("to a short stride", "line_length 320 is less than", 160, 120, 320, 32, 0),
                resize("to depth 17", "depth 17 must be 8, 16, 24 or 32", 160, 120, 640, 17, 0),
                resize("to depth 2^31", "depth -2147483648 must be", 160, 120, 640, 1 << 31, 0),
                resize("to a negative offset", "offset -4 must not be negative", 160, 120, 640, 32, -4),
                resize("to an offset past the memory", "and mem_length is 76800", 16, 16, 640, 32, 76800),
                resize("to an offset that overflows", "and mem_length is 76800", 16, 16, 640, 32, Integer.MAX_VALUE),
                resize("to more rows than the memory has", "and mem_length is 76800", 160, 121, 640, 32, 0),
                resize("to a size that overflows", "is less than", 0x10000, 0x10000, 0, 32, 0));
    }

    private static Consumer<RawGuest> counts(int offset, int value) {
        return guest -> guest.fbPage().putInt(offset, value);
    }

    private static BadGuest resize(String name, String line, int width, int height, int stride, int depth, int offset) {
        return late("RESIZE " + name, line, guest -> guest.resize(width, height, stride, depth, offset));
    }
}
