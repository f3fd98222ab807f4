package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_ARRAY_BUFFER;
import static org.lwjgl.opengles.GLES20.GL_COLOR_BUFFER_BIT;
import static org.lwjgl.opengles.GLES20.GL_DITHER;
import static org.lwjgl.opengles.GLES20.GL_FLOAT;
import static org.lwjgl.opengles.GLES20.GL_STATIC_DRAW;
import static org.lwjgl.opengles.GLES20.GL_TRIANGLE_STRIP;
import static org.lwjgl.opengles.GLES20.glBindBuffer;
import static org.lwjgl.opengles.GLES20.glBufferData;
import static org.lwjgl.opengles.GLES20.glClear;
import static org.lwjgl.opengles.GLES20.glClearColor;
import static org.lwjgl.opengles.GLES20.glDisable;
import static org.lwjgl.opengles.GLES20.glDrawArrays;
import static org.lwjgl.opengles.GLES20.glEnableVertexAttribArray;
import static org.lwjgl.opengles.GLES20.glFlush;
import static org.lwjgl.opengles.GLES20.glGenBuffers;
import static org.lwjgl.opengles.GLES20.glVertexAttribPointer;
import static org.lwjgl.opengles.GLES20.glViewport;

import transom.present.egl.internal.window.Letterbox;

/**
 * Draws a {@link Texture} into a window, exactly where it is shown pixel for pixel. It remembers what it told GL last, and
 * so must be the only one who tells this context what to draw with and where.
 */
public final class Painter {

    private static final int LAYOUTS = PixelLayout.values().length;

    private final Program[] programs = new Program[Texels.values().length * LAYOUTS];
    private Program used;
    private int x;
    private int y;
    private int width;
    private int height;

    /** For the current context. */
    public Painter() {
        glDisable(GL_DITHER);
        glClearColor(0, 0, 0, 1);
        glBindBuffer(GL_ARRAY_BUFFER, glGenBuffers());
        glBufferData(GL_ARRAY_BUFFER, new float[] {0, 0, 1, 0, 0, 1, 1, 1}, GL_STATIC_DRAW);
        glEnableVertexAttribArray(Program.CORNER);
        glVertexAttribPointer(Program.CORNER, 2, GL_FLOAT, false, 0, 0);
    }

    /**
     * Issues the drawing of the picture into its place in the window, black around it.
     *
     * @param linear whether a scaled picture is smoothed
     */
    public void paint(Texture texture, Letterbox place, boolean linear) {
        if (!place.fills()) {
            glClear(GL_COLOR_BUFFER_BIT);
        }
        int bottom = place.windowHeight() - place.y() - place.height();
        viewport(place.x(), bottom, place.width(), place.height());
        draw(texture, true, linear && !place.isOneToOne());
    }

    /** Issues the drawing of a window without a picture. */
    public void paintBlack() {
        glClear(GL_COLOR_BUFFER_BIT);
    }

    void draw(Texture texture, boolean upright, boolean smooth) {
        texture.bind(smooth);
        Program program = program(texture.texels(), texture.layout());
        if (program != used) {
            program.use();
            used = program;
        }
        boolean mix = smooth && !texture.layout().filterable();
        program.set(upright, texture.width(), texture.height(), mix);
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }

    /**
     * The texture drawn with last has been deleted: Mesa keeps its memory until something else is drawn, which may never
     * happen. The next picture covers what this draws.
     */
    public void forgetDeleted() {
        if (used != null) {
            viewport(0, 0, 1, 1);
            glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
            glFlush();
        }
    }

    /** What is drawn goes there; clearing does not heed it. */
    void viewport(int toX, int toY, int toWidth, int toHeight) {
        if (toX != x || toY != y || toWidth != width || toHeight != height) {
            x = toX;
            y = toY;
            width = toWidth;
            height = toHeight;
            glViewport(x, y, width, height);
        }
    }

    private Program program(Texels texels, PixelLayout layout) {
        int at = texels.ordinal() * LAYOUTS + layout.ordinal();
        Program program = programs[at];
        if (program == null) {
            program = new Program(texels, layout);
            programs[at] = program;
        }
        return program;
    }

    /** Throws {@link GlException} if anything since the last check went wrong. */
    public void check() {
        GlErrors.check("drawing");
    }
}
