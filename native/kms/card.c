#include "card.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* xen-drm-front has at most 4 connectors. */
enum { MAX_IDS = 16 };

static uint64_t address(const void *pointer)
{
    return (uintptr_t)pointer;
}

static int failure(const char **failed, const char *step)
{
    *failed = step;
    return -1;
}

int card_open(struct card *card, const char *path, const char **failed)
{
    card->fd = open(path, O_RDWR | O_CLOEXEC);
    return card->fd < 0 ? failure(failed, path) : 0;
}

void card_close(struct card *card)
{
    close(card->fd);
    card->fd = -1;
}

/* The CRTC that the connector's first encoder can be fed by. */
static int crtc_of(const struct card *card, uint32_t encoder, const uint32_t *crtcs, uint32_t count, uint32_t *crtc)
{
    struct drm_mode_get_encoder query = {.encoder_id = encoder};

    if (ioctl(card->fd, DRM_IOCTL_MODE_GETENCODER, &query)) {
        return -1;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (query.possible_crtcs >> i & 1) {
            *crtc = crtcs[i];
            return 0;
        }
    }
    errno = ENOENT;
    return -1;
}

int card_output(const struct card *card, unsigned index, struct output *output, const char **failed)
{
    uint32_t crtcs[MAX_IDS], connectors[MAX_IDS], encoders[MAX_IDS] = {0};
    struct drm_mode_modeinfo modes[MAX_IDS] = {0};
    struct drm_mode_card_res resources = {
        .crtc_id_ptr = address(crtcs),
        .count_crtcs = MAX_IDS,
        .connector_id_ptr = address(connectors),
        .count_connectors = MAX_IDS,
    };
    struct drm_mode_get_connector probe = {0}, query = {
        .modes_ptr = address(modes),
        .count_modes = MAX_IDS,
        .encoders_ptr = address(encoders),
        .count_encoders = MAX_IDS,
    };

    if (ioctl(card->fd, DRM_IOCTL_MODE_GETRESOURCES, &resources)) {
        return failure(failed, "MODE_GETRESOURCES");
    }
    if (index >= resources.count_connectors || resources.count_connectors > MAX_IDS || resources.count_crtcs > MAX_IDS) {
        errno = ENOENT;
        return failure(failed, "that connector");
    }
    /* Without room for modes the kernel looks for them anew. */
    probe.connector_id = query.connector_id = connectors[index];
    if (ioctl(card->fd, DRM_IOCTL_MODE_GETCONNECTOR, &probe) || ioctl(card->fd, DRM_IOCTL_MODE_GETCONNECTOR, &query)) {
        return failure(failed, "MODE_GETCONNECTOR");
    }
    if (!query.count_modes || query.count_modes > MAX_IDS || !query.count_encoders) {
        errno = ENOTCONN;
        return failure(failed, "a mode of the connector");
    }
    output->connector = connectors[index];
    output->mode = modes[0];
    return crtc_of(card, encoders[0], crtcs, resources.count_crtcs, &output->crtc)
               ? failure(failed, "MODE_GETENCODER") : 0;
}

int card_allocate(const struct card *card, const struct output *output, const struct format *format,
                  struct buffer *buffer, const char **failed)
{
    struct drm_mode_create_dumb create = {
        .width = output->mode.hdisplay,
        .height = output->mode.vdisplay,
        .bpp = format->bits,
    };
    struct drm_mode_map_dumb map = {0};
    struct drm_mode_fb_cmd2 add = {
        .width = output->mode.hdisplay,
        .height = output->mode.vdisplay,
        .pixel_format = format->fourcc,
    };
    void *pixels;

    memset(buffer, 0, sizeof *buffer);
    if (ioctl(card->fd, DRM_IOCTL_MODE_CREATE_DUMB, &create)) {
        return failure(failed, "MODE_CREATE_DUMB");
    }
    buffer->handle = map.handle = add.handles[0] = create.handle;
    buffer->pitch = add.pitches[0] = create.pitch;
    buffer->length = create.size;
    if (ioctl(card->fd, DRM_IOCTL_MODE_MAP_DUMB, &map)) {
        return failure(failed, "MODE_MAP_DUMB");
    }
    pixels = mmap(NULL, buffer->length, PROT_READ | PROT_WRITE, MAP_SHARED, card->fd, map.offset);
    if (pixels == MAP_FAILED) {
        return failure(failed, "mapping the buffer");
    }
    buffer->pixels = pixels;
    if (ioctl(card->fd, DRM_IOCTL_MODE_ADDFB2, &add)) {
        return failure(failed, "MODE_ADDFB2");
    }
    buffer->fb = add.fb_id;
    return 0;
}

void card_free(const struct card *card, struct buffer *buffer)
{
    struct drm_mode_destroy_dumb destroy = {.handle = buffer->handle};

    if (buffer->fb) {
        ioctl(card->fd, DRM_IOCTL_MODE_RMFB, &buffer->fb);
    }
    if (buffer->pixels) {
        munmap(buffer->pixels, buffer->length);
    }
    if (buffer->handle) {
        ioctl(card->fd, DRM_IOCTL_MODE_DESTROY_DUMB, &destroy);
    }
    memset(buffer, 0, sizeof *buffer);
}

int card_show(const struct card *card, const struct output *output, const struct buffer *buffer)
{
    struct drm_mode_crtc crtc = {.crtc_id = output->crtc};

    if (buffer) {
        crtc.fb_id = buffer->fb;
        crtc.set_connectors_ptr = address(&output->connector);
        crtc.count_connectors = 1;
        crtc.mode = output->mode;
        crtc.mode_valid = 1;
    }
    return ioctl(card->fd, DRM_IOCTL_MODE_SETCRTC, &crtc);
}

int card_flip(const struct card *card, const struct output *output, const struct buffer *buffer, uint64_t tag)
{
    struct drm_mode_crtc_page_flip flip = {
        .crtc_id = output->crtc,
        .fb_id = buffer->fb,
        .flags = DRM_MODE_PAGE_FLIP_EVENT,
        .user_data = tag,
    };

    return ioctl(card->fd, DRM_IOCTL_MODE_PAGE_FLIP, &flip);
}

int card_events(const struct card *card, void (*done)(void *context, uint64_t tag), void *context)
{
    char events[1024];
    struct drm_event_vblank event;
    ssize_t length = read(card->fd, events, sizeof events);

    if (length < 0) {
        return -1;
    }
    /* The kernel hands out whole events only. */
    for (size_t at = 0; at + sizeof event <= (size_t)length; at += event.base.length) {
        memcpy(&event, events + at, sizeof event);
        if (event.base.type == DRM_EVENT_FLIP_COMPLETE) {
            done(context, event.user_data);
        }
    }
    return 0;
}
