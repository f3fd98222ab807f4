package transom.itests.testcard.internal.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import transom.gem.Buffer;
import transom.gem.Fourcc;
import transom.itests.testcard.internal.TestCards;
import transom.present.support.Png;

/** Scope card: scanouts that this process draws. */
@Component(service = CardCommands.class)
@GogoCommand(
        scope = "card",
        function = {"allocators", "show", "draw", "expect", "hide"})
public final class CardCommands {

    private final TestCards cards;

    @Activate
    public CardCommands(@Reference TestCards cards) {
        this.cards = cards;
    }

    @Descriptor("the allocators of dma-bufs, one a line")
    public String allocators() {
        return String.join("\n", cards.allocators());
    }

    @Descriptor("shows a card in memory of an allocator")
    public String show(
            @Descriptor("its title") String name,
            @Descriptor("an allocator") String allocator,
            @Descriptor("pixel format, e.g. XR24") String fourcc,
            @Descriptor("e.g. 320x200") String size) {
        if (!size.matches("[1-9]\\d{0,3}x[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("SIZE '" + size + "' is not like 320x200");
        }
        String[] sides = size.split("x");
        cards.show(name, allocator, Fourcc.of(fourcc), Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        return name + " is shown";
    }

    @Descriptor("draws another picture into a card's memory")
    public String draw(@Descriptor("a card") String name, @Descriptor("any number") int seed) {
        cards.card(name).draw(seed);
        return name + " is drawn";
    }

    @Descriptor("writes what a card must look like to a PNG file, as the CPU reads it")
    public String expect(@Descriptor("a card") String name, @Descriptor("an absolute path") String file)
            throws IOException {
        Buffer buffer = cards.card(name).buffer();
        if (!buffer.lock()) {
            throw new IllegalStateException(name + " has just gone");
        }
        try {
            Png.write(Png.image(buffer), Path.of(file));
        } finally {
            buffer.unlock();
        }
        return "wrote " + file;
    }

    @Descriptor("ends all cards")
    public String hide() {
        cards.hideAll();
        return "no cards";
    }
}
