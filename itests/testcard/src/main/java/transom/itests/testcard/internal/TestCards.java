package transom.itests.testcard.internal;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.gem.Fourcc;
import transom.guestfb.Scanout;
import transom.itests.testcard.internal.card.Card;
import transom.itests.testcard.internal.card.Cards;

/** Registers the cards, by their names. */
@Component(service = TestCards.class)
public final class TestCards {

    private record Shown(Card card, ServiceRegistration<Scanout> registration) {}

    private final BundleContext context;
    private final Map<String, Shown> shown = new TreeMap<>();

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(" + Allocator.DMA_BUF + "=true)")
    private volatile List<Allocator> allocators = List.of();

    @Activate
    public TestCards(BundleContext context) {
        this.context = context;
    }

    /** The allocators of dma-bufs that there are. */
    public List<String> allocators() {
        return allocators.stream().map(Allocator::name).sorted().toList();
    }

    /** Shows a new card. */
    public synchronized void show(String name, String allocator, Fourcc fourcc, int width, int height) {
        hide(name);
        int index = 0;
        while (isTaken(index)) {
            index++;
        }
        Card card = Cards.make(find(allocator), index, name, fourcc, width, height);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Scanout.GUEST, name);
        properties.put(Scanout.DEVICE, card.label());
        shown.put(name, new Shown(card, context.registerService(Scanout.class, card, properties)));
    }

    private boolean isTaken(int index) {
        return shown.values().stream().anyMatch(each -> each.card().device().index() == index);
    }

    private Allocator find(String name) {
        return allocators.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no allocator '" + name + "'; there are " + allocators()));
    }

    /** A card that is shown. */
    public synchronized Card card(String name) {
        Shown found = shown.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no card '" + name + "'; there are " + shown.keySet());
        }
        return found.card();
    }

    /** Ends a card, if there is one of this name. */
    public synchronized void hide(String name) {
        Shown gone = shown.remove(name);
        if (gone != null) {
            gone.registration().unregister();
            gone.card().close();
        }
    }

    /** Ends all. */
    @Deactivate
    public synchronized void hideAll() {
        List.copyOf(shown.keySet()).forEach(this::hide);
    }
}
