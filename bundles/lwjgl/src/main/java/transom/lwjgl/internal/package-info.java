/** Where LWJGL's natives go under OSGi. */
package transom.lwjgl.internal;
