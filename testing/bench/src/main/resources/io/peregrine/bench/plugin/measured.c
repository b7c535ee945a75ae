/* Plugins that cost next to nothing themselves. SOURCE: as many events as the open parameters say, with three fields. FIELD: a field of system calls.
 * PARSER: counts the system calls of each thread in a field that it adds, one read and one write an event. */
#include "peregrine_plugin.h"
#include <stdlib.h>

#define BATCH 512
typedef struct { uint64_t number; char name[8], kind[8], rest[76]; } payload;
typedef struct { const char *text; uint64_t number; void *threads, *calls; pp_table_reader reader; pp_table_writer writer; } plugin;
typedef struct { uint64_t left; pp_event *events[BATCH]; char room[BATCH][PP_PAYLOAD + sizeof(payload)]; } stream;

PP_EXPORT const char *plugin_get_required_api_version(void) { return PP_API_VERSION; }
PP_EXPORT const char *plugin_get_name(void) { return "measured"; }
PP_EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
PP_EXPORT const char *plugin_get_description(void) { return "for the bench"; }
PP_EXPORT const char *plugin_get_contact(void) { return "-"; }
PP_EXPORT void plugin_destroy(void *state) { free(state); }
PP_EXPORT const char *plugin_get_last_error(void *state) { return "no table"; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    plugin *p = calloc(1, sizeof *p);
    *code = PP_SUCCESS;
#ifdef PARSER
    p->reader = *in->tables->reader;
    p->writer = *in->tables->writer;
    p->threads = in->tables->get(in->owner, "threads", PP_S64);
    p->calls = p->threads ? in->tables->fields->add(p->threads, "measured_calls", PP_U64) : NULL;
    if (!p->calls) *code = PP_FAILURE;
#endif
    return p;
}

#ifdef SOURCE
PP_EXPORT uint32_t plugin_get_id(void) { return 999; }
PP_EXPORT const char *plugin_get_event_source(void) { return "measured"; }
PP_EXPORT void *plugin_open(void *state, const char *parameters, pp_code *code) {
    stream *s = calloc(1, sizeof *s);
    payload p = { 7, "alpha", "usual", "" };
    s->left = strtoull(parameters, NULL, 10);
    for (int i = 0; i < BATCH; i++) s->events[i] = pp_make_event(s->room[i], 1700000000000000000ull + i, 999, &p, sizeof p);
    *code = PP_SUCCESS;
    return s;
}
PP_EXPORT void plugin_close(void *state, void *opened) { free(opened); }
PP_EXPORT pp_code plugin_next_batch(void *state, void *opened, uint32_t *count, pp_event ***events) {
    stream *s = opened;
    *count = s->left < BATCH ? (uint32_t)s->left : BATCH;
    *events = s->events;
    s->left -= *count;
    return s->left ? PP_SUCCESS : PP_END;
}
PP_EXPORT const char *plugin_get_fields(void) {
    return "[{\"type\": \"string\", \"name\": \"measured.name\", \"desc\": \"-\"}, {\"type\": \"uint64\", \"name\": \"measured.number\", \"desc\": \"-\"},"
           "{\"type\": \"string\", \"name\": \"measured.kind\", \"desc\": \"-\"}]";
}
PP_EXPORT pp_code plugin_extract_fields(void *state, const pp_event_input *in, const pp_extract_input *wanted) {
    plugin *p = state;
    const payload *event = (const payload *)((const char *)in->event + PP_PAYLOAD);
    pp_field *f = wanted->fields;
    f->count = 1;
    if (f->id == 1) { memcpy(&p->number, &event->number, sizeof p->number); f->values.numbers = &p->number; return PP_SUCCESS; }
    p->text = f->id ? event->kind : event->name;
    f->values.texts = &p->text;
    return PP_SUCCESS;
}
#endif

#ifdef FIELD
PP_EXPORT const char *plugin_get_extract_event_sources(void) { return "[\"syscall\"]"; }
PP_EXPORT const char *plugin_get_fields(void) { return "[{\"type\": \"uint64\", \"name\": \"measured.constant\", \"desc\": \"-\"}]"; }
PP_EXPORT pp_code plugin_extract_fields(void *state, const pp_event_input *in, const pp_extract_input *wanted) {
    plugin *p = state;
    p->number = 7;
    wanted->fields->values.numbers = &p->number;
    wanted->fields->count = 1;
    return PP_SUCCESS;
}
#endif

#ifdef PARSER
PP_EXPORT const char *plugin_get_parse_event_sources(void) { return "[\"syscall\"]"; }
PP_EXPORT pp_code plugin_parse_event(void *state, const pp_event_input *in, const pp_parse_input *with) {
    plugin *p = state;
    uint64_t tid;
    memcpy(&tid, (const char *)in->event + offsetof(pp_event, tid), sizeof tid);
    pp_value key = { .u64 = tid }, calls;
    void *thread = p->reader.entry(p->threads, &key);
    if (!thread) return PP_FAILURE;
    if (p->reader.read(p->threads, thread, p->calls, &calls) == PP_SUCCESS) {
        calls.u64++;
        p->writer.write(p->threads, thread, p->calls, &calls);
    }
    p->reader.release(p->threads, thread);
    return PP_SUCCESS;
}
#endif
