package transom.guestfb.wire;

import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
final class RecordingFbEvents implements FbEvents {

    final List<String> told = new ArrayList<>();

    @Override
    public void update(int x, int y, int width, int height) {
        told.add("update " + x + "," + y + " " + width + "x" + height);
    }

    @Override
    public void resize(int width, int height, int stride, int depth, int offset) {
        told.add("resize " + width + "x" + height + " stride " + stride + " depth " + depth + " offset " + offset);
    }

    @Override
    public void unknown(int type) {
        told.add("unknown " + type);
    }
}
