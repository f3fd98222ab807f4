package transom.gem.support;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import transom.gem.DmaBuf;

/** Memory as the API lends it. <b>Owner:</b> of the memory. */
final class MemoryDmaBuf extends DmaBuf {

    private final Memory memory;
    private final Consumer<MemoryDmaBuf> onFree;
    private volatile boolean detached;

    /** @param onFree runs before the memory goes: takes it off the lists and out of the keep */
    MemoryDmaBuf(String name, Memory memory, Consumer<MemoryDmaBuf> onFree) {
        super(name, memory.bytes());
        this.memory = memory;
        this.onFree = onFree;
    }

    @Override
    public int fd() {
        return memory.fd();
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return memory.begin();
    }

    @Override
    public void endCpuAccess() {
        memory.end();
    }

    @Override
    public int exportFence() {
        return memory.fence();
    }

    @Override
    protected void free() {
        try {
            if (!detached) {
                onFree.accept(this);
            }
        } finally {
            memory.close();
        }
    }

    /** Lets go of the memory as soon as nobody reads it; what is in the keep stays, for whoever adopts it. */
    void detach() {
        detached = true;
        drop();
    }
}
