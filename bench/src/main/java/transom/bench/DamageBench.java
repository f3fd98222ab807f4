package transom.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import transom.gem.Damage;

/** Damage algebra: boxes gathered, and handed to a second presenter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DamageBench {

    /** Up to the bound, and past it, where boxes become their bounding box. */
    @Param({"1", "16", "64"})
    private int boxes;

    private final Damage damage = new Damage(1920, 1080);
    private final Damage other = new Damage(1920, 1080);

    /** Boxes that do not contain each other. */
    @Benchmark
    public long gather() {
        damage.clear();
        for (int i = 0; i < boxes; i++) {
            damage.add(i * 25, i * 15, 20, 10);
        }
        return damage.pixels();
    }

    /** The same, copied to another frame's damage. */
    @Benchmark
    public long gatherAndCopy() {
        gather();
        other.clear();
        other.addAll(damage);
        return other.pixels();
    }
}
