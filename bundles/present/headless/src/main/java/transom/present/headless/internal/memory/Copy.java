package transom.present.headless.internal.memory;

import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.present.support.BufferBounds;

/** Copies damaged pixels between buffers of one size and format. */
final class Copy {

    private Copy() {}

    /** @return bytes that the CPU copied; does not allocate */
    static long damage(Buffer from, Buffer to, Damage damage) {
        ByteBuffer source = from.beginCpuAccess();
        try {
            ByteBuffer target = to.beginCpuAccess();
            try {
                BufferBounds.check(from, source);
                BufferBounds.check(to, target);
                return boxes(from, source, to, target, damage);
            } finally {
                to.endCpuAccess();
            }
        } finally {
            from.endCpuAccess();
        }
    }

    private static long boxes(Buffer from, ByteBuffer source, Buffer to, ByteBuffer target, Damage damage) {
        int pixel = from.format().fourcc().bytesPerPixel();
        long copied = 0;
        for (int i = 0; i < damage.boxes(); i++) {
            int row = damage.width(i) * pixel;
            int x = damage.x(i) * pixel;
            int end = damage.y(i) + damage.height(i);
            for (int y = damage.y(i); y < end; y++) {
                target.put(y * to.stride() + x, source, y * from.stride() + x, row);
                copied += row;
            }
        }
        return copied;
    }
}
