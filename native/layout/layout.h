/* Prints what the C compiler makes of the headers, one fact a line. */
#ifndef TRANSOM_LAYOUT_H
#define TRANSOM_LAYOUT_H

#include <stddef.h>
#include <stdio.h>

/* struct NAME size align */
#define NAMED(name, type) printf("struct %s %zu %zu\n", name, sizeof(type), _Alignof(type))
#define STRUCT(tag) NAMED(#tag, struct tag)
#define UNION(tag) NAMED(#tag, union tag)

/* NAME.field offset size */
#define MEMBER(name, type, field)                                                                  \
    printf("%s.%s %zu %zu\n", name, #field, offsetof(type, field), sizeof(((type *)0)->field))
#define FIELD(tag, field) MEMBER(#tag, struct tag, field)

/* const NAME value */
#define CONSTANT(name) printf("const %s 0x%llx\n", #name, (unsigned long long)(name))

void print_linux(void);
void print_errno(void);
void print_xen_devices(void);
void print_xenstore(void);
void print_framebuffer(void);
void print_framebuffer_32(void);
void print_keyboard(void);
void print_display(void);
void print_dma_buf(void);
void print_drm(void);
void print_patched(void);

#endif
