package transom.guestfb.pv.internal.device;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.PortRefusedException;
import transom.xen.XenException;

/**
 * Says when a frontend may connect: not too often, and not in vain. One whose port somebody has is tried again for a while:
 * whoever has it may be a process that was killed and is being taken apart.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class ConnectGate {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectGate.class);

    /** A guest gives up after 3 s without an answer (drivers/gpu/drm/xen/xen_drm_front.h). */
    static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final int RETRY_MILLIS = 20;

    private final DeviceId device;
    private final String loss;
    private final EventLoop loop;
    private final Runnable again;
    private final ReconnectBudget budget = new ReconnectBudget();
    private boolean throttled;
    private boolean refused;
    private boolean missed;
    private long refusedSince;
    private boolean retrying;

    /** @param again asks once more */
    ConnectGate(DeviceId device, String loss, EventLoop loop, Runnable again) {
        this.device = device;
        this.loss = loss;
        this.loop = loop;
        this.again = again;
    }

    /** Whether it may connect now. If not, it will be asked again. */
    boolean isOpen() {
        if (refused || missed) {
            return true;
        }
        long wait = budget.request(System.nanoTime());
        if (wait > 0 && !throttled) {
            throttled = true;
            LOG.warn("{}: it connects too often, {} for {} s", device, loss, wait / 1_000_000_000L);
            loop.schedule(this::retryThrottled, wait / 1_000_000L + 1);
        }
        return wait == 0;
    }

    private void retryThrottled() {
        throttled = false;
        again.run();
    }

    /**
     * Its port could not be bound.
     *
     * @throws PortRefusedException this one, if that is not going to change
     */
    void refused(PortRefusedException refusal) {
        long now = System.nanoTime();
        if (!refused) {
            refused = true;
            refusedSince = now;
            LOG.info("{}: {}; it is tried again", device, refusal.getMessage());
        } else if (now - refusedSince > PATIENCE_NANOS) {
            refused = false;
            throw refusal;
        }
        retrySoon();
    }

    /**
     * What it shares could not be mapped. A frontend that hears of InitWait twice begins anew, so that what was read may be of
     * the connection before.
     *
     * @throws XenException this one, if it happens again
     */
    void missed(XenException reason) {
        missed = !missed;
        if (!missed) {
            throw reason;
        }
        retrySoon();
    }

    private void retrySoon() {
        if (!retrying) {
            retrying = true;
            loop.schedule(this::retry, RETRY_MILLIS);
        }
    }

    private void retry() {
        retrying = false;
        if (refused || missed) {
            again.run();
        }
    }

    /** It is connected, or does not want to be any more. */
    void reset() {
        refused = false;
        missed = false;
    }

    boolean isThrottled() {
        return throttled;
    }
}
