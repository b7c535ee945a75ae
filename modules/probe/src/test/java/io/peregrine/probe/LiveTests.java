package io.peregrine.probe;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs live tests without Maven, where Maven would be too slow: in an emulated machine. Arguments: the names of test classes, of this package where they name
 * none; without arguments all of this package. Prints a line for each test and exits with the number of those that failed.
 */
public final class LiveTests {
    private LiveTests() {}

    /** Its arguments are described above. */
    public static void main(String[] arguments) {
        String here = LiveTests.class.getPackageName();
        List<? extends DiscoverySelector> chosen = arguments.length == 0
                ? List.of(selectPackage(here))
                : Arrays.stream(arguments)
                        .map(name -> selectClass(name.contains(".") ? name : here + "." + name))
                        .toList();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(chosen).build();
        Report report = new Report();
        LauncherFactory.create().execute(request, report);
        System.exit(Math.min(report.failed, 100));
    }

    /** Prints what becomes of each test. */
    private static final class Report implements TestExecutionListener {
        private int failed;

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            System.out.println("skipped  " + test.getDisplayName() + ": " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            String reason = result.getThrowable().map(Throwable::toString).orElse("");
            switch (result.getStatus()) {
                case SUCCESSFUL -> {
                    if (test.isTest()) {
                        System.out.println("passed   " + name(test));
                    }
                }
                case ABORTED -> System.out.println("skipped  " + name(test) + ": " + reason);
                case FAILED -> {
                    failed++;
                    System.out.println("FAILED   " + name(test) + ": " + reason);
                }
            }
        }

        private static String name(TestIdentifier test) {
            String unit = test.getUniqueId().replaceAll(".*\\[class:[a-z.]*([A-Za-z.]*)\\].*", "$1");
            return unit + " " + test.getDisplayName();
        }
    }
}
