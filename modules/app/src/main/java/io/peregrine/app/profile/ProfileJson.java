package io.peregrine.app.profile;

import io.peregrine.alert.JsonText;
import io.peregrine.engine.profile.RuleCost;
import tools.jackson.core.JsonGenerator;

/** A profile as a JSON object; times in nanoseconds, shares from 0 to 1. */
final class ProfileJson {
    private static final double THOUSANDTHS = 1000;

    private ProfileJson() {}

    static String of(Profile profile) {
        return JsonText.write(json -> {
            json.writeStartObject();
            JsonText.writeMember(json, "subject", profile.subject());
            json.writeNumberProperty("events", profile.events());
            json.writeObjectPropertyStart("event_nanoseconds");
            number(json, "without_measuring", profile.measuring().without());
            number(json, "measuring", profile.measuring().with());
            json.writeEndObject();
            json.writeObjectPropertyStart("stages");
            profile.stages().forEach((stage, nanos) -> {
                json.writeObjectPropertyStart(stage);
                number(json, "nanoseconds", nanos);
                number(json, "share", share(nanos, profile.nanosOfStages()));
                json.writeEndObject();
            });
            json.writeEndObject();
            json.writeArrayPropertyStart("rules");
            profile.rules().forEach(rule -> write(json, rule, profile.nanosOfRules()));
            json.writeEndArray();
            json.writeObjectPropertyStart("shared_parts");
            json.writeNumberProperty("asked", profile.shared().asked());
            json.writeNumberProperty("known", profile.shared().known());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, RuleCost rule, double all) {
        json.writeStartObject();
        JsonText.writeMember(json, "rule", rule.rule().name());
        JsonText.writeMember(json, "source", rule.rule().source());
        number(json, "share", share(rule.nanos(), all));
        json.writeNumberProperty("asked", rule.asked());
        json.writeNumberProperty("matched", rule.matched());
        number(json, "nanoseconds", rule.nanos());
        number(json, "nanoseconds_alone", rule.nanosAlone());
        json.writeArrayPropertyStart("rejections");
        for (RuleCost.Rejection rejection : rule.rejections()) {
            json.writeStartObject();
            JsonText.writeMember(json, "part", rejection.part());
            number(json, "share", rejection.share());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static double share(double nanos, double all) {
        return all == 0 ? 0 : nanos / all;
    }

    private static void number(JsonGenerator json, String name, double value) {
        json.writeNumberProperty(name, Math.round(value * THOUSANDTHS) / THOUSANDTHS);
    }
}
