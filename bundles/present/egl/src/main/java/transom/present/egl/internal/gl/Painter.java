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
import static org.lwjgl.opengles.GLES20.glGenBuffers;
import static org.lwjgl.opengles.GLES20.glVertexAttribPointer;
import static org.lwjgl.opengles.GLES20.glViewport;

import transom.present.egl.internal.window.Letterbox;

/** Draws a {@link GuestTexture} into a window, exactly where it is shown pixel for pixel. */
public final class Painter {

    private final int corners;
    private final Program[] programs = new Program[PixelLayout.values().length];

    /** For the current context. */
    public Painter() {
        glDisable(GL_DITHER);
        glClearColor(0, 0, 0, 1);
        corners = glGenBuffers();
        glBindBuffer(GL_ARRAY_BUFFER, corners);
        glBufferData(GL_ARRAY_BUFFER, new float[] {0, 0, 1, 0, 0, 1, 1, 1}, GL_STATIC_DRAW);
        glEnableVertexAttribArray(Program.CORNER);
        glVertexAttribPointer(Program.CORNER, 2, GL_FLOAT, false, 0, 0);
    }

    /**
     * Issues the drawing of the picture into its place in the window, black around it.
     *
     * @param linear whether a scaled picture is smoothed
     */
    public void paint(GuestTexture texture, Letterbox place, boolean linear) {
        if (!place.fills()) {
            glViewport(0, 0, place.windowWidth(), place.windowHeight());
            glClear(GL_COLOR_BUFFER_BIT);
        }
        int bottom = place.windowHeight() - place.y() - place.height();
        glViewport(place.x(), bottom, place.width(), place.height());
        draw(texture, true, linear && !place.isOneToOne());
    }

    void draw(GuestTexture texture, boolean upright, boolean smooth) {
        texture.bind(smooth);
        boolean mix = smooth && !texture.layout().filterable();
        program(texture.layout()).use(upright, mix ? texture.width() : 0, mix ? texture.height() : 0);
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }

    private Program program(PixelLayout layout) {
        Program program = programs[layout.ordinal()];
        if (program == null) {
            program = new Program(layout);
            programs[layout.ordinal()] = program;
        }
        return program;
    }

    /** Throws {@link GlException} if anything since the last check went wrong. */
    public void check() {
        GlErrors.check("drawing");
    }
}
