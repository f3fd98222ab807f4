package transom.itests.testcard.internal.card;

import transom.gem.Allocator;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;

/** Makes cards. */
public final class Cards {

    private Cards() {}

    /** A card in new memory, drawn with seed 0. <b>Owner:</b> the caller closes it. */
    public static Card make(Allocator allocator, int index, String name, Fourcc fourcc, int width, int height) {
        DmaBuf memory = allocator.allocate(CardBuffer.bytes(width, height, fourcc), "testcard/" + index);
        try {
            CardBuffer buffer = new CardBuffer(width, height, fourcc, memory);
            buffer.draw(0);
            return new Card(index, name, buffer);
        } catch (RuntimeException e) {
            memory.drop();
            throw e;
        }
    }
}
