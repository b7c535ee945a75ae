package io.peregrine.app.profile;

import io.peregrine.app.terminal.Style;
import io.peregrine.engine.profile.RuleCost;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A profile as people read it: bars for shares. */
final class ProfileText {
    private static final int WIDEST_BAR = 24;
    private static final int MOST_RULES = 30;
    private static final int MOST_REJECTIONS = 2;
    private static final double EIGHTHS = 8;
    private static final String BLOCKS = " ▏▎▍▌▋▊▉█";

    private ProfileText() {}

    static String of(Profile profile, Style style) {
        StringBuilder out = new StringBuilder();
        out.append(line(
                "%s: %,d events, %,d rules%n",
                profile.subject(), profile.events(), profile.rules().size()));
        out.append(line(
                "An event takes %,.0f ns of processor time, %,.0f ns while this was measured (%+.0f %%).%n%n",
                profile.measuring().without(),
                profile.measuring().with(),
                100 * profile.measuring().overhead()));
        appendStages(out, profile, style);
        appendRules(out, profile, style);
        return out.toString();
    }

    private static void appendStages(StringBuilder out, Profile profile, Style style) {
        out.append(style.heading("Time by stage")).append('\n');
        double all = profile.nanosOfStages();
        for (Map.Entry<String, Double> stage : profile.stages().entrySet()) {
            double share = all == 0 ? 0 : stage.getValue() / all;
            double mean = profile.events() == 0 ? 0 : stage.getValue() / profile.events();
            out.append(line("%8s %5.1f %% %s %,8.0f ns an event%n", stage.getKey(), 100 * share, bar(share), mean));
        }
    }

    private static void appendRules(StringBuilder out, Profile profile, Style style) {
        List<RuleCost> asked =
                profile.rules().stream().filter(rule -> rule.asked() > 0).toList();
        out.append('\n')
                .append(style.heading(line(
                        "%7s %" + WIDEST_BAR + "s %12s %9s %8s %8s  %s",
                        "share",
                        "",
                        "events asked",
                        "matched",
                        "ns each",
                        "ns alone",
                        "rule")))
                .append('\n');
        double all = profile.nanosOfRules();
        for (RuleCost rule : asked.subList(0, Math.min(asked.size(), MOST_RULES))) {
            double share = all == 0 ? 0 : rule.nanos() / all;
            out.append(line(
                    "%5.1f %% %s %,12d %,9d %,8.0f %,8.0f  %s%n",
                    100 * share,
                    bar(share),
                    rule.asked(),
                    rule.matched(),
                    rule.nanos() / rule.asked(),
                    rule.nanosAlone() / rule.asked(),
                    rule.rule().name()));
            for (RuleCost.Rejection rejection :
                    rule.rejections().subList(0, Math.min(rule.rejections().size(), MOST_REJECTIONS))) {
                out.append(line(
                        "%" + (WIDEST_BAR + 8) + "s rejected %3.0f %%: %s%n",
                        "",
                        100 * rejection.share(),
                        rejection.part()));
            }
        }
        appendRest(out, profile, asked);
    }

    private static void appendRest(StringBuilder out, Profile profile, List<RuleCost> asked) {
        out.append('\n');
        if (asked.size() > MOST_RULES) {
            out.append(line("%,d more rules were asked; --json has them.%n", asked.size() - MOST_RULES));
        }
        int never = profile.rules().size() - asked.size();
        if (never > 0) {
            out.append(line("%,d rules were never asked: no event of a type that they look at came.%n", never));
        }
        out.append(line(
                "Parts that rules share were asked %,d times, %.0f %% answered by what another rule had found.%n",
                profile.shared().asked(), 100 * profile.shared().share()));
    }

    private static String bar(double share) {
        int eighths = (int) Math.round(share * WIDEST_BAR * EIGHTHS);
        StringBuilder bar = new StringBuilder();
        bar.repeat(BLOCKS.charAt((int) EIGHTHS), eighths / (int) EIGHTHS);
        if (eighths % (int) EIGHTHS > 0) {
            bar.append(BLOCKS.charAt(eighths % (int) EIGHTHS));
        }
        return bar.repeat(' ', Math.max(0, WIDEST_BAR - bar.length())).toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
