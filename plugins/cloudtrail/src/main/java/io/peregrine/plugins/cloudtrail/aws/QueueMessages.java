package io.peregrine.plugins.cloudtrail.aws;

import io.peregrine.plugins.cloudtrail.aws.AwsReport.Happening;
import io.peregrine.plugins.cloudtrail.aws.ObjectDelivery.Outcome;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * The objects that the messages of a queue name, message by message. A message is deleted when all of its objects were answered and none is
 * {@link Outcome#UNREAD}; else it stays in the queue, which gives it again. Owned by one thread.
 */
final class QueueMessages {
    private static final int AT_A_TIME = 10;
    private static final int WAIT_SECONDS = 20;

    /** Long enough for the files of ten messages and for five tries of one of them. */
    private static final int VISIBILITY_SECONDS = 300;

    private final SqsClient sqs;
    private final QueueSettings settings;
    private final String name;
    private final Attempts attempts;
    private final AwsReport report;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private Optional<String> url = Optional.empty();

    /** A message with what of it is still to be given and to be answered. */
    private static final class Pending {
        final String receipt;
        final ArrayDeque<ObjectAddress> toGive;
        int toAnswer;
        boolean unread;

        Pending(String receipt, List<ObjectAddress> objects) {
            this.receipt = receipt;
            this.toGive = new ArrayDeque<>(objects);
            this.toAnswer = objects.size();
        }
    }

    QueueMessages(SqsClient sqs, String name, QueueSettings settings, Attempts attempts, AwsReport report) {
        this.sqs = sqs;
        this.name = name;
        this.settings = settings;
        this.attempts = attempts;
        this.report = report;
    }

    /**
     * Waits for messages, some seconds at most, and takes them.
     *
     * @throws InterruptedException when the source is closed
     */
    ObjectDelivery.Objects receive() throws InterruptedException {
        String queue = url();
        ReceiveMessageRequest.Builder request = ReceiveMessageRequest.builder()
                .queueUrl(queue)
                .maxNumberOfMessages(AT_A_TIME)
                .waitTimeSeconds(WAIT_SECONDS);
        if (settings.delete()) {
            request.visibilityTimeout(VISIBILITY_SECONDS);
        }
        for (Message message :
                attempts.untilItWorks(() -> sqs.receiveMessage(request.build())).messages()) {
            take(message);
        }
        return new Given();
    }

    private String url() throws InterruptedException {
        if (url.isEmpty()) {
            url = Optional.of(attempts.untilItWorks(() -> sqs.getQueueUrl(request -> {
                        request.queueName(name);
                        settings.owner().ifPresent(request::queueOwnerAWSAccountId);
                    })
                    .queueUrl()));
        }
        return url.get();
    }

    private void take(Message message) throws InterruptedException {
        report.count(Happening.MESSAGE);
        switch (Notification.read(message.body(), settings.fromBucket())) {
            case Notification.Files(List<ObjectAddress> objects) ->
                settle(new Pending(message.receiptHandle(), objects));
            case Notification.Useless(String reason) -> {
                report.count(Happening.MESSAGE_BROKEN);
                report.fault("A message of the queue " + name + " is left out: " + reason + ".");
                settle(new Pending(message.receiptHandle(), List.of()));
            }
        }
    }

    /** Keeps a message until its objects are answered, and ends one that has none left. */
    private void settle(Pending message) throws InterruptedException {
        if (message.toAnswer > 0) {
            pending.add(message);
        } else if (settings.delete() && !message.unread) {
            attempts.untilItWorks(() -> sqs.deleteMessage(
                    request -> request.queueUrl(url.orElse("")).receiptHandle(message.receipt)));
        }
    }

    /** What the received messages name. */
    private final class Given implements ObjectDelivery.Objects {
        @Override
        public Optional<ObjectAddress> next() {
            return pending.stream()
                    .filter(message -> !message.toGive.isEmpty())
                    .findFirst()
                    .map(message -> message.toGive.remove());
        }

        @Override
        public void done(Outcome outcome) throws InterruptedException {
            Pending message = pending.element();
            message.toAnswer--;
            message.unread |= outcome == Outcome.UNREAD;
            if (message.toAnswer == 0) {
                settle(pending.remove());
            }
        }
    }
}
