/** DRM device nodes: opened without becoming their master, and asked what they can do. */
package transom.gem.drm.internal.node;
