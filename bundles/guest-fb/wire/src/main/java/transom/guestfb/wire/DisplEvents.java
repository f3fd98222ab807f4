package transom.guestfb.wire;

import java.lang.invoke.VarHandle;
import transom.xen.GuestPages;

/** What a backend tells about its connector; called once for each event. The frontend's side. */
public interface DisplEvents {

    /** The flip to this framebuffer is done. */
    void flipDone(long fbCookie);

    /** An event that is not the next one, which Linux's driver drops, or of a type that there is not. */
    void dropped(int id, int type);

    /** The frontend's end of an event page, which takes events as Linux's driver does. <b>Thread:</b> one. */
    final class Reader {

        private final GuestPages page;
        private int expectedId;

        private Reader(GuestPages page) {
            this.page = page;
        }

        /** Makes the page an empty one. */
        public static Reader initialise(GuestPages page) {
            for (int i = 0; i < GuestPages.PAGE_SIZE; i += Long.BYTES) {
                page.putLong(i, 0);
            }
            return new Reader(page);
        }

        /** Hands over the events that wait and confirms them. @return how many */
        public int read(DisplEvents to) {
            int prod = page.getInt(Displif.IN_PROD);
            int cons = page.getInt(Displif.IN_CONS);
            int count = prod - cons;
            for (int i = 0; i < count; i++) {
                readOne(DisplEventWriter.slot(cons + i), to);
            }
            VarHandle.fullFence();
            page.putInt(Displif.IN_CONS, prod);
            return Math.max(count, 0);
        }

        private void readOne(int slot, DisplEvents to) {
            int head = page.getInt(slot);
            int id = head & 0xffff;
            int type = head >>> Displif.OPERATION * Byte.SIZE & 0xff;
            int expected = expectedId;
            expectedId = expected + 1 & 0xffff;
            if (id != expected || type != Displif.EVENT_PG_FLIP) {
                to.dropped(id, type);
            } else {
                to.flipDone(page.getLong(slot + Displif.EVENT_FB_COOKIE));
            }
        }
    }
}
