package io.peregrine.server.web;

import io.peregrine.alert.JsonText;
import io.peregrine.server.metrics.PrometheusMetrics;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Finds the page for a request. Only so many pages are made at once; that of health is not made and waits for none. */
final class Router {
    private static final Answer NOTHING = Answer.sentence(Answer.Status.NOT_FOUND, "There is nothing at this path.");
    private static final Answer HEALTHY = Answer.json(Answer.Status.OK, "{\"status\": \"ok\"}");
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final Semaphore making;
    private volatile Endpoints endpoints;

    Router(Endpoints endpoints, int atOnce) {
        this.endpoints = endpoints;
        making = new Semaphore(Math.max(1, atOnce));
    }

    /** Finds pages among others from the next request on. */
    void serve(Endpoints others) {
        endpoints = others;
    }

    Answer answer(Request request) throws InterruptedException {
        Endpoints served = endpoints;
        if (!request.reads()) {
            return Answer.onlyReading();
        }
        if (request.path().equals(served.healthPath())) {
            return HEALTHY;
        }
        if (!making.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            return Answer.sentence(
                    Answer.Status.UNAVAILABLE, "Too many pages are being made; see webserver.threadiness.");
        }
        try {
            return page(served, request.path());
        } catch (RuntimeException e) {
            return Answer.sentence(Answer.Status.FAILED, "The answer could not be made: " + e.getMessage());
        } finally {
            making.release();
        }
    }

    private static Answer page(Endpoints served, String path) {
        return switch (path) {
            case "/versions" -> Answer.json(Answer.Status.OK, served.versions().get());
            case "/readyz" -> readiness(served.notReady().get());
            case "/metrics" ->
                served.metrics()
                        .map(metrics -> Answer.page(PrometheusMetrics.CONTENT_TYPE, metrics.get()))
                        .orElse(NOTHING);
            default -> NOTHING;
        };
    }

    private static Answer readiness(List<String> reasons) {
        if (reasons.isEmpty()) {
            return Answer.json(Answer.Status.OK, "{\"status\": \"ready\"}");
        }
        StringBuilder out = new StringBuilder("{\"status\": \"not ready\", \"reasons\": [");
        String separator = "";
        for (String reason : reasons) {
            out.append(separator).append(JsonText.quoted(reason));
            separator = ", ";
        }
        return Answer.json(Answer.Status.UNAVAILABLE, out.append("]}").toString());
    }
}
