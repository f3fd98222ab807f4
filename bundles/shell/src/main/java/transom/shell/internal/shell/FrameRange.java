package transom.shell.internal.shell;

import java.util.ArrayList;
import java.util.List;
import transom.gem.GemPages;

/** Pages of a buffer whose frames follow each other. */
record FrameRange(int firstPage, long firstFrame, int pages) {

    /** All pages, in their order. */
    static List<FrameRange> of(GemPages pages) {
        List<FrameRange> ranges = new ArrayList<>();
        int first = 0;
        for (int page = 1; page <= pages.count(); page++) {
            if (page == pages.count() || pages.frame(page) != pages.frame(page - 1) + 1) {
                ranges.add(new FrameRange(first, pages.frame(first), page - first));
                first = page;
            }
        }
        return ranges;
    }
}
