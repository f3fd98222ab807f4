package transom.bench;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import transom.gem.Damage;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.RingConsumer;
import transom.guestfb.wire.RingProducer;
import transom.xen.GuestPages;

/** A guest's damage from its ring to a presenter's damage: what every update costs besides pixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingBench {

    private static final int BATCH = 16;

    private final GuestPages page = new GuestPages(ByteBuffer.allocateDirect(GuestPages.PAGE_SIZE), () -> {});
    private final RingProducer guest = RingProducer.attachFbOut(page);
    private final RingConsumer backend = RingConsumer.attachFbOut(page);
    private final Damage damage = new Damage(1920, 1080);
    private final FbEvents toDamage = new FbEvents() {
        @Override
        public void update(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight) {
            damage.add(untrustedX, untrustedY, untrustedWidth, untrustedHeight);
        }

        @Override
        public void resize(
                int untrustedWidth, int untrustedHeight, int untrustedStride, int untrustedDepth, int untrustedOffset) {
            throw new IllegalStateException("nobody wrote a RESIZE");
        }

        @Override
        public void unknown(int untrustedType) {
            throw new IllegalStateException("nobody wrote type " + untrustedType);
        }
    };

    /** One UPDATE written by the guest and read by the backend. */
    @Benchmark
    public int oneUpdate() {
        FbEvents.writeUpdate(guest, page, 10, 20, 300, 200);
        return FbEvents.read(backend, page, toDamage, BATCH);
    }

    /** Sixteen scattered UPDATEs, as a busy desktop sends them, read in one turn. */
    @Benchmark
    public long sixteenUpdates() {
        damage.clear();
        for (int i = 0; i < BATCH; i++) {
            FbEvents.writeUpdate(guest, page, i * 100, i * 60, 90, 50);
        }
        FbEvents.read(backend, page, toDamage, BATCH);
        return damage.pixels();
    }
}
