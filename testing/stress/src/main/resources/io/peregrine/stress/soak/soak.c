/* Plugins of the soak, one for each of -DSOURCE, -DASYNC, -DPARSER. A producer numbers its events from 0 and says at its end how many it sent; the parser keeps in the thread
 * table which number it expects of each producer, so that it says what is missing also when it was exchanged itself. Lines go to the file that init_config names. */
#include "peregrine_plugin.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define BATCH 64
#define ROOM 128

typedef struct { char error[128], file[256]; uint64_t rate; } settings;

PP_EXPORT const char *plugin_get_required_api_version(void) { return PP_API_VERSION; }
PP_EXPORT const char *plugin_get_version(void) { return "0.1.0"; }
PP_EXPORT const char *plugin_get_description(void) { return "A plugin of the soak"; }
PP_EXPORT const char *plugin_get_contact(void) { return "none"; }

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}
/* init_config is the text "FILE RATE TURN"; the turn is what a reload changes. */
static void read_settings(settings *s, const char *config) { sscanf(config, "%255s %lu", s->file, &s->rate); }
static void say(settings *s, const char *word, int64_t producer, uint64_t number, uint64_t more) {
    FILE *f = fopen(s->file, "a");
    if (!f) return;
    fprintf(f, "%s %ld %lu %lu\n", word, producer, number, more);
    fclose(f);
}
static int64_t new_producer(void) { static int64_t last; return __atomic_add_fetch(&last, 1, __ATOMIC_SEQ_CST) * 4; }
static uint64_t due(uint64_t begin, uint64_t rate) { return (uint64_t)((double)(now() - begin) * rate / 1e9); }

#ifdef SOURCE
typedef struct { int64_t producer; uint64_t begin, sent; char rooms[BATCH][ROOM]; pp_event *events[BATCH]; } stream;
static uint64_t number;
PP_EXPORT const char *plugin_get_name(void) { return "soak_source"; }
PP_EXPORT uint32_t plugin_get_id(void) { return 999; }
PP_EXPORT const char *plugin_get_event_source(void) { return "soak"; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    settings *s = calloc(1, sizeof *s);
    read_settings(s, in->config);
    *code = PP_SUCCESS;
    return s;
}
PP_EXPORT void plugin_destroy(void *state) { free(state); }
PP_EXPORT const char *plugin_get_last_error(void *state) { return ((settings *)state)->error; }
PP_EXPORT void *plugin_open(void *state, const char *parameters, pp_code *code) {
    stream *s = calloc(1, sizeof *s);
    s->producer = new_producer();
    s->begin = now();
    *code = PP_SUCCESS;
    return s;
}
PP_EXPORT void plugin_close(void *state, void *opened) {
    stream *s = opened;
    if (s) say(state, "sent", s->producer, s->sent, 0);
    free(s);
}
PP_EXPORT pp_code plugin_next_batch(void *state, void *opened, uint32_t *count, pp_event ***events) {
    stream *s = opened;
    uint64_t ready = due(s->begin, ((settings *)state)->rate) - s->sent;
    *count = 0;
    *events = s->events;
    if (ready == 0) { usleep(1000); return PP_TIMEOUT; }
    for (; *count < ready && *count < BATCH; ++*count) {
        char text[64];
        int length = snprintf(text, sizeof text, "%ld %lu", s->producer, s->sent++);
        s->events[*count] = pp_make_event(s->rooms[*count], PP_NOW, 999, text, length);
    }
    return PP_SUCCESS;
}
PP_EXPORT const char *plugin_get_fields(void) {
    return "[{\"type\": \"uint64\", \"name\": \"soak.number\", \"desc\": \"The number of the event.\"},"
           "{\"type\": \"uint64\", \"name\": \"soak.tick\", \"desc\": \"The same modulo 1000.\"}]";
}
PP_EXPORT pp_code plugin_extract_fields(void *state, const pp_event_input *in, const pp_extract_input *wanted) {
    char text[64];
    uint32_t length;
    const char *payload = pp_payload(in->event, &length);
    long producer;
    snprintf(text, sizeof text, "%.*s", (int)length, payload);
    for (uint32_t i = 0; i < wanted->count; i++) {
        wanted->fields[i].count = 0;
        if (sscanf(text, "%ld %lu", &producer, &number) != 2) continue;
        if (wanted->fields[i].id == 1) number %= 1000;
        wanted->fields[i].values.numbers = &number;
        wanted->fields[i].count = 1;
    }
    return PP_SUCCESS;
}
#endif

#ifdef ASYNC
typedef struct { settings s; void *owner; pp_code (*send)(void *, const pp_event *, char *); pthread_t thread; volatile int stop; } plugin;
PP_EXPORT const char *plugin_get_name(void) { return "soak_async"; }
PP_EXPORT const char *plugin_get_async_events(void) { return "[\"soak\"]"; }
PP_EXPORT const char *plugin_get_async_event_sources(void) { return "[\"soak\"]"; }
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    plugin *p = calloc(1, sizeof *p);
    read_settings(&p->s, in->config);
    *code = PP_SUCCESS;
    return p;
}
PP_EXPORT void plugin_destroy(void *state) { free(state); }
PP_EXPORT const char *plugin_get_last_error(void *state) { return ((plugin *)state)->s.error; }
/* The rate is reached after ten seconds, when the engine's code is compiled. */
static double rate(plugin *p, uint64_t time) {
    static uint64_t first;
    if (!first) first = time;
    double seconds = (time - first) / 1e9;
    return seconds < 10 ? p->s.rate * seconds / 10 : p->s.rate;
}
static void *run(void *state) {
    plugin *p = state;
    int64_t producer = new_producer() + 1;
    uint64_t last = now(), sent = 0;
    double until = 0;
    while (!p->stop) {
        uint64_t time = now();
        until += rate(p, time) * (time - last) / 1e9;
        last = time;
        for (; sent < (uint64_t)until && !p->stop; sent++) {
            char room[ROOM], text[64], error[1024];
            uint32_t length = snprintf(text, sizeof text, "%ld %lu", producer, sent);
            pp_event head = { PP_NOW, UINT64_MAX, 26 + 12 + 4 + 5 + length, PP_ASYNC_EVENT, 3 };
            uint32_t lengths[] = { 4, 5, length, 0 };
            memcpy(room, &head, 26);
            memcpy(room + 26, lengths, 16);
            memcpy(room + 42, "soak", 5);
            memcpy(room + 47, text, length);
            if (p->send(p->owner, (pp_event *)room, error) != PP_SUCCESS) say(&p->s, "refused", producer, sent, 0);
        }
        usleep(1000);
    }
    say(&p->s, "sent", producer, sent, 0);
    return 0;
}
PP_EXPORT pp_code plugin_set_async_event_handler(void *state, void *owner, pp_code (*send)(void *, const pp_event *, char *)) {
    plugin *p = state;
    if (p->send) {
        p->stop = 1;
        pthread_join(p->thread, 0);
        p->send = 0;
    }
    if (send) {
        p->stop = 0;
        p->owner = owner;
        p->send = send;
        if (pthread_create(&p->thread, 0, run, p)) { p->send = 0; return PP_FAILURE; }
    }
    return PP_SUCCESS;
}
#endif

#ifdef PARSER
typedef struct { settings s; void *threads, *expected; uint64_t seen, missing; } plugin;
typedef struct { const char *name; uint32_t type; pp_value value; uint32_t value_type; } metric;
PP_EXPORT const char *plugin_get_name(void) { return "soak_parser"; }
PP_EXPORT const char *plugin_get_parse_event_sources(void) { return "[\"soak\", \"soak_java\"]"; }
PP_EXPORT uint16_t *plugin_get_parse_event_types(uint32_t *count, void *state) {
    static uint16_t codes[] = { PP_PLUGIN_EVENT, PP_ASYNC_EVENT };
    *count = 2;
    return codes;
}
PP_EXPORT void *plugin_init(const pp_init_input *in, pp_code *code) {
    plugin *p = calloc(1, sizeof *p);
    read_settings(&p->s, in->config);
    p->threads = in->tables->get(in->owner, "threads", PP_S64);
    p->expected = p->threads ? in->tables->fields->add(p->threads, "soak_expected", PP_U64) : 0;
    *code = p->expected ? PP_SUCCESS : PP_FAILURE;
    return p;
}
PP_EXPORT void plugin_destroy(void *state) { free(state); }
PP_EXPORT const char *plugin_get_last_error(void *state) { return ((plugin *)state)->s.error; }
/* A producer has followed another, all of whose events have passed. */
static void finish(plugin *p, int64_t producer, const pp_parse_input *with) {
    pp_value key = { .s64 = producer }, value;
    void *entry = with->reader->entry(p->threads, &key);
    if (!entry) return;
    if (with->reader->read(p->threads, entry, p->expected, &value) == PP_SUCCESS) say(&p->s, "seen", producer, value.u64, 0);
    with->reader->release(p->threads, entry);
}
PP_EXPORT pp_code plugin_parse_event(void *state, const pp_event_input *in, const pp_parse_input *with) {
    plugin *p = state;
    int asynchronous = in->event->code == PP_ASYNC_EVENT;
    const char *payload = (const char *)in->event + (asynchronous ? 47 : PP_PAYLOAD);
    char text[64];
    long producer;
    uint64_t number;
    snprintf(text, sizeof text, "%.*s", (int)((const char *)in->event + in->event->length - payload), payload);
    if (sscanf(text, "%ld %lu", &producer, &number) != 2) { say(&p->s, "odd", 0, 0, 0); return PP_FAILURE; }
    pp_value key = { .s64 = producer }, value = { .u64 = 0 };
    if (number == 0) finish(p, producer - 4, with);
    void *entry = with->reader->entry(p->threads, &key);
    if (entry) {
        with->reader->read(p->threads, entry, p->expected, &value);
    } else {
        entry = with->writer->add(p->threads, &key, with->writer->create(p->threads));
    }
    if (!entry) { say(&p->s, "full", producer, number, 0); return PP_FAILURE; }
    if (number != value.u64) { say(&p->s, "gap", producer, value.u64, number); p->missing++; }
    p->seen++;
    value.u64 = number + 1;
    with->writer->write(p->threads, entry, p->expected, &value);
    with->reader->release(p->threads, entry);
    return PP_SUCCESS;
}
PP_EXPORT metric *plugin_get_metrics(void *state, uint32_t *count) {
    static metric metrics[2];
    metrics[0] = (metric){ "seen", 1, { .u64 = ((plugin *)state)->seen }, 2 };
    metrics[1] = (metric){ "missing", 1, { .u64 = ((plugin *)state)->missing }, 2 };
    *count = 2;
    return metrics;
}
#endif
