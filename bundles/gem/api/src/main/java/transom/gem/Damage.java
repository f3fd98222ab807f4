package transom.gem;

/**
 * Which pixels of a buffer changed: a bounded list of boxes, clipped to the buffer and free of empty ones.
 *
 * <p>Holds at most {@link #MAX_BOXES} boxes. One more makes it their bounding box: damage may grow, it is never lost.
 * {@link #isEmpty} and {@link #isFull} are the two explicit ends; "no box" never means "everything".
 *
 * <p>It is mutable and reused, so that a frame allocates nothing. <b>Thread:</b> confined to one thread, or guarded by
 * its owner.
 */
public final class Damage {

    /** Upload calls cost more than the pixels between neighboring boxes; sixteen keeps a frame to few calls. */
    public static final int MAX_BOXES = 16;

    private final int[] edges = new int[MAX_BOXES * 4];
    private int boxes;
    private int width;
    private int height;

    /** Damage of a buffer of this size in pixels, empty at first. */
    public Damage(int width, int height) {
        reset(width, height);
    }

    /** Makes it the empty damage of a buffer of this size in pixels. */
    public void reset(int width, int height) {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("size " + width + "x" + height + " must not be negative");
        }
        this.width = width;
        this.height = height;
        this.boxes = 0;
    }

    /** Forgets all boxes. */
    public void clear() {
        boxes = 0;
    }

    /** Damages every pixel. */
    public void addFull() {
        clear();
        add(0, 0, width, height);
    }

    /** Damages a box, whose values may be anything: what lies outside the buffer is cut off. */
    public void add(int x, int y, int boxWidth, int boxHeight) {
        int left = Math.max(x, 0);
        int top = Math.max(y, 0);
        int right = (int) Math.min((long) x + boxWidth, width);
        int bottom = (int) Math.min((long) y + boxHeight, height);
        if (right > left && bottom > top) {
            insert(left, top, right, bottom);
        }
    }

    /** Damages what the other damages, as far as it lies in this buffer. */
    public void addAll(Damage other) {
        for (int i = 0; i < other.boxes; i++) {
            add(other.x(i), other.y(i), other.width(i), other.height(i));
        }
    }

    private void insert(int left, int top, int right, int bottom) {
        int kept = 0;
        for (int i = 0; i < boxes; i++) {
            if (contains(i, left, top, right, bottom)) {
                return;
            }
            if (!within(i, left, top, right, bottom)) {
                move(i, kept++);
            }
        }
        boxes = kept;
        if (boxes == MAX_BOXES) {
            mergeInto(left, top, right, bottom);
        } else {
            set(boxes++, left, top, right, bottom);
        }
    }

    private void mergeInto(int left, int top, int right, int bottom) {
        int l = left;
        int t = top;
        int r = right;
        int b = bottom;
        for (int i = 0; i < boxes; i++) {
            l = Math.min(l, edges[4 * i]);
            t = Math.min(t, edges[4 * i + 1]);
            r = Math.max(r, edges[4 * i + 2]);
            b = Math.max(b, edges[4 * i + 3]);
        }
        set(0, l, t, r, b);
        boxes = 1;
    }

    private boolean contains(int i, int left, int top, int right, int bottom) {
        return edges[4 * i] <= left
                && edges[4 * i + 1] <= top
                && edges[4 * i + 2] >= right
                && edges[4 * i + 3] >= bottom;
    }

    private boolean within(int i, int left, int top, int right, int bottom) {
        return left <= edges[4 * i]
                && top <= edges[4 * i + 1]
                && right >= edges[4 * i + 2]
                && bottom >= edges[4 * i + 3];
    }

    private void move(int from, int to) {
        set(to, edges[4 * from], edges[4 * from + 1], edges[4 * from + 2], edges[4 * from + 3]);
    }

    private void set(int i, int left, int top, int right, int bottom) {
        edges[4 * i] = left;
        edges[4 * i + 1] = top;
        edges[4 * i + 2] = right;
        edges[4 * i + 3] = bottom;
    }

    /** Whether no pixel is damaged. */
    public boolean isEmpty() {
        return boxes == 0;
    }

    /** Whether one box damages every pixel. */
    public boolean isFull() {
        return boxes == 1 && contains(0, 0, 0, width, height);
    }

    /** The number of boxes, 0 to {@link #MAX_BOXES}. */
    public int boxes() {
        return boxes;
    }

    /** Left edge of box {@code i}, in pixels. */
    public int x(int i) {
        return edges[4 * check(i)];
    }

    /** Top edge of box {@code i}, in pixels. */
    public int y(int i) {
        return edges[4 * check(i) + 1];
    }

    /** Width of box {@code i}, in pixels. */
    public int width(int i) {
        return edges[4 * check(i) + 2] - edges[4 * i];
    }

    /** Height of box {@code i}, in pixels. */
    public int height(int i) {
        return edges[4 * check(i) + 3] - edges[4 * i + 1];
    }

    private int check(int i) {
        if (i < 0 || i >= boxes) {
            throw new IndexOutOfBoundsException("box " + i + " of " + boxes);
        }
        return i;
    }

    /** The sum of the boxes' areas in pixels: what an upload of them reads. Boxes may overlap. */
    public long pixels() {
        long sum = 0;
        for (int i = 0; i < boxes; i++) {
            sum += (long) width(i) * height(i);
        }
        return sum;
    }

    @Override
    public String toString() {
        return isFull() ? "full" : boxes + " boxes, " + pixels() + " pixels";
    }
}
