package transom.guestfb.pv.internal.fb;

import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.Fbif;

/** Tells a frontend how often its picture is looked at, as soon as there is room for it. */
final class RefreshPeriod {

    /** 60 pictures a second. */
    private static final int LOOKED_AT_MILLIS = 16;

    private static final int UNSAID = -1;

    private int said = UNSAID;

    /** @return whether it told the frontend, who is to be sent an event now */
    boolean tell(FbConnection connection, boolean lookedAt) {
        int period = lookedAt ? LOOKED_AT_MILLIS : Fbif.NO_REFRESH;
        if (period == said || !FbEvents.writeRefreshPeriod(connection.in, connection.page, period)) {
            return false;
        }
        said = period;
        return true;
    }
}
