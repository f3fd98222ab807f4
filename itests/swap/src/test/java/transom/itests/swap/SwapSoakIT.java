package transom.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Bundles are replaced again and again while a vfb guest and a displif guest draw: afterwards the product holds no more than
 * it did after the first rounds, and the guests have noticed nothing.
 */
class SwapSoakIT {

    /** System property: how many swaps. */
    private static final String TIMES = "transom.soak.times";

    private static final int TIMES_IN_CI = 48;

    /** One of each is a round. The last one is an API, with which the shell, the backend and the presenter start again. */
    private static final List<String> PARTS = List.of(
            "transom.gem.mem",
            "transom.xen.sim",
            "transom.guestfb.pv",
            "transom.present.headless",
            "transom.keep",
            "transom.gem.api");

    /** Caches fill meanwhile: of the JDK's reflection, of Felix, of the allocator. */
    private static final int WARM_UP_ROUNDS = 3;

    /** At most, spread over all of them. */
    private static final int READINGS = 20;

    /** Of what is held for a moment only one is without. */
    private static final int LOOKS = 3;

    private static final Path FOLDER = Path.of("target");

    @BeforeAll
    static void thereIsAKeeper() {
        assumeTrue(Files.isExecutable(RunningProduct.keeper()), "no keeper was built: there is no C compiler");
    }

    @Test
    void nothingGrows() throws Exception {
        int rounds = rounds();
        Flatness flatness = new Flatness();
        try (RunningProduct product = RunningProduct.start();
                Drawing vfb = new Drawing(product, product.guest("vfb", "--size", "320x240"), false);
                Drawing displif = new Drawing(
                        product,
                        product.guest("displif", "--protocol", "displif", "--be-alloc", "1", "--size", "320x240"),
                        true)) {
            List<Drawing> drawings = List.of(vfb, displif);
            drawings.forEach(Drawing::awaitDrawing);
            SortedMap<String, Long> warmObjects = new TreeMap<>();
            SortedMap<String, Long> objects = new TreeMap<>();
            for (int round = 1; round <= rounds; round++) {
                for (String part : PARTS) {
                    product.swap(part);
                }
                drawings.forEach(Drawing::awaitDrawing);
                if (round == WARM_UP_ROUNDS || round == rounds || isRead(round - WARM_UP_ROUNDS, rounds)) {
                    SortedMap<String, Long> into = round == WARM_UP_ROUNDS ? warmObjects : objects;
                    flatness.add(read(product, round * PARTS.size(), into));
                    flatness.write(FOLDER);
                }
            }
            for (Drawing drawing : drawings) {
                drawing.assertUndisturbed();
                drawing.awaitSamePixels();
            }
            assertThat(flatness.grown())
                    .as(
                            "what grew in %d swaps; objects more than before:%s; everything: %s",
                            flatness.swaps(),
                            HeldByJvm.growth(warmObjects, objects),
                            FOLDER.toAbsolutePath().resolve("soak.md"))
                    .isEmpty();
        }
    }

    private static int rounds() {
        int times = Integer.getInteger(TIMES, TIMES_IN_CI);
        int rounds = (times + PARTS.size() - 1) / PARTS.size();
        if (rounds < 2 * WARM_UP_ROUNDS) {
            throw new IllegalArgumentException(TIMES + " " + times + " must be at least "
                    + 2 * WARM_UP_ROUNDS * PARTS.size() + ": " + WARM_UP_ROUNDS * PARTS.size() + " are to warm up");
        }
        return rounds;
    }

    private static boolean isRead(int round, int rounds) {
        int step = (rounds - WARM_UP_ROUNDS + READINGS - 1) / READINGS;
        return round > 0 && round % step == 0;
    }

    private static Held read(RunningProduct product, int swaps, SortedMap<String, Long> objects) throws IOException {
        List<Held> looks = new ArrayList<>();
        for (int i = 0; i < LOOKS; i++) {
            SortedMap<String, Long> amounts = new TreeMap<>();
            objects.clear();
            HeldByJvm.read(product.jvm(), amounts, objects);
            HeldByProcess.read("JVM", product.jvm(), amounts);
            HeldByProcess.read("keeper", product.keeperPid(), amounts);
            HeldByProduct.read(product, amounts);
            looks.add(new Held(swaps, amounts));
        }
        return looks.stream().reduce(Held::least).orElseThrow();
    }
}
