/* A plugin that does what its configuration says: "threads" calls the host from twenty threads at once, and half of it before the source runs, "utf8" hands over bytes that are no text wherever it can,
 * "first" fails at its first batch, "millions" brings three million events in one. */
#include "peregrine_plugin.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define THREADS 20
#define EACH 1000
#define BEFORE 10000 /* events that wait before the source runs, more than Falco's queue holds */
#define MILLIONS 3000000
#define BROKEN "\xff\xfe odd \xc3("

typedef struct {
    char config[64];
    void *owner;
    void (*log)(void *, const char *, const char *, uint32_t);
    pp_code (*send)(void *, const pp_event *, char *);
    pthread_t threads[THREADS];
    int accepted, batches;
    char room[PP_PAYLOAD + 64];
    pp_event **events;
    const char *text;
} plugin;
typedef struct { const char *name; uint32_t type; pp_value value; uint32_t value_type; } metric;

static int is(plugin *p, const char *word) { return !strcmp(p->config, word); }
PP_EXPORT const char *plugin_get_required_api_version(void) { return PP_API_VERSION; }
PP_EXPORT const char *plugin_get_name(void) { return "odd"; }
PP_EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
PP_EXPORT const char *plugin_get_description(void) { return BROKEN; }
PP_EXPORT const char *plugin_get_contact(void) { return BROKEN; }
PP_EXPORT uint32_t plugin_get_id(void) { return 997; }
PP_EXPORT const char *plugin_get_event_source(void) { return "odd"; }
PP_EXPORT const char *plugin_get_async_events(void) { return "[\"oddity\"]"; }
PP_EXPORT const char *plugin_get_async_event_sources(void) { return "[\"odd\"]"; }
PP_EXPORT const char *plugin_get_last_error(void *state) { return BROKEN; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    plugin *p = calloc(1, sizeof *p);
    snprintf(p->config, sizeof p->config, "%s", in->config);
    p->owner = in->owner;
    p->log = in->log;
    p->log(p->owner, BROKEN, BROKEN, PP_WARNING);
    *code = PP_SUCCESS;
    return p;
}
PP_EXPORT void plugin_destroy(void *state) { free(((plugin *)state)->events); free(state); }

static void *call(void *state) {
    plugin *p = state;
    for (int i = 0; i < EACH; i++) {
        char room[128], error[1024];
        pp_event head = { PP_NOW, UINT64_MAX, 26 + 12 + 4 + 7 + sizeof BROKEN, PP_ASYNC_EVENT, 3 };
        uint32_t lengths[] = { 4, 7, sizeof BROKEN, 0 };
        memcpy(room, &head, 26);
        memcpy(room + 26, lengths, 16);
        memcpy(room + 42, "oddity", 7);
        memcpy(room + 49, BROKEN, sizeof BROKEN);
        if (p->send(p->owner, (pp_event *)room, error) == PP_SUCCESS) __atomic_add_fetch(&p->accepted, 1, __ATOMIC_SEQ_CST);
        memcpy(room + 42, "\xff\xfeoddi", 7);
        if (p->send(p->owner, (pp_event *)room, error) == PP_SUCCESS) abort();
        if (i % 100 == 0) p->log(p->owner, 0, "a line of a thread", PP_INFO);
    }
    return 0;
}
PP_EXPORT pp_code plugin_set_async_event_handler(void *state, void *owner, pp_code (*send)(void *, const pp_event *, char *)) {
    plugin *p = state;
    if (!is(p, "threads")) return PP_SUCCESS;
    if (p->send) for (int i = 0; i < THREADS; i++) pthread_join(p->threads[i], 0);
    p->send = send;
    if (send) for (int i = 0; i < THREADS; i++) pthread_create(&p->threads[i], 0, call, p);
    if (send) while (__atomic_load_n(&p->accepted, __ATOMIC_SEQ_CST) < BEFORE) usleep(1000);
    return PP_SUCCESS;
}
PP_EXPORT void *plugin_open(void *state, const char *parameters, pp_code *code) { *code = PP_SUCCESS; return state; }
PP_EXPORT void plugin_close(void *state, void *opened) {}
PP_EXPORT pp_code plugin_next_batch(void *state, void *opened, uint32_t *count, pp_event ***events) {
    plugin *p = state;
    *count = 0;
    if (is(p, "first")) return PP_FAILURE;
    if (p->batches++ == 0) {
        *count = is(p, "millions") ? MILLIONS : 1;
        p->events = malloc(*count * sizeof *p->events);
        for (uint32_t i = 0; i < *count; i++) p->events[i] = (pp_event *)p->room;
        pp_make_event(p->room, PP_NOW, 997, BROKEN, sizeof BROKEN - 1);
        *events = p->events;
        return PP_SUCCESS;
    }
    if (is(p, "utf8")) return PP_FAILURE;
    if (is(p, "threads") && p->accepted < THREADS * EACH) { usleep(1000); return PP_TIMEOUT; }
    if (p->batches < 200) { p->batches++; usleep(1000); return PP_TIMEOUT; }
    return PP_END;
}
PP_EXPORT const char *plugin_event_to_string(void *state, const pp_event_input *in) { return BROKEN; }
PP_EXPORT const char *plugin_get_fields(void) {
    return "[{\"type\": \"string\", \"name\": \"odd.text\", \"desc\": \"" BROKEN "\"}, {\"type\": \"string\", \"name\": \"odd.list\", \"isList\": true, \"desc\": \"d\"}]";
}
PP_EXPORT pp_code plugin_extract_fields(void *state, const pp_event_input *in, const pp_extract_input *wanted) {
    plugin *p = state;
    p->text = BROKEN;
    for (uint32_t i = 0; i < wanted->count; i++) {
        wanted->fields[i].values.texts = &p->text;
        wanted->fields[i].count = 1;
    }
    return PP_SUCCESS;
}
PP_EXPORT metric *plugin_get_metrics(void *state, uint32_t *count) {
    static metric metrics[1];
    metrics[0] = (metric){ BROKEN, 0, { .u64 = 1 }, 2 };
    *count = 1;
    return metrics;
}
