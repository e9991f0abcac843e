package dev.trueup.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.trueup.channels.PaymentChannels;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/** The rules of the packages, over all modules. */
@AnalyzeClasses(packages = "dev.trueup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FRAMEWORKS = {
        "org.springframework..", "org.apache.kafka..", "com.mongodb..", "org.bson..", "jakarta.servlet.."
    };

    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.trueup.contracts",
                    "dev.trueup.channels..",
                    "dev.trueup.orders.order",
                    "dev.trueup.orders.settling",
                    "dev.trueup.orders.placing",
                    "dev.trueup.orders.asking",
                    "dev.trueup.orders.announcing",
                    "dev.trueup.orders.reading",
                    "dev.trueup.simulator.plan",
                    "dev.trueup.simulator.channel",
                    "dev.trueup.simulator.calls",
                    "dev.trueup.simulator.sandbox",
                    "dev.trueup.simulator.wechatpay",
                    "dev.trueup.simulator.alipay",
                    "dev.trueup.simulator.stripe",
                    "dev.trueup.simulator.ledger",
                    "dev.trueup.simulator.agenda",
                    "dev.trueup.reconciliation.pending",
                    "dev.trueup.reconciliation.channel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule servicesKnowEachOtherOnlyByContract = slices().matching(
                    "dev.trueup.(orders|ingest|reconciliation|simulator)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule orderFeaturesHaveNoCycles =
            slices().matching("dev.trueup.orders.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule storesAndTopicsAreReachedThroughPorts = classes()
            .that()
            .resideInAPackage("dev.trueup.orders..mongo..")
            .should()
            .notBePublic();

    /** Its replicas go by the store's clock, so that a machine whose own is wrong does no harm. */
    @ArchTest
    static final ArchRule reconciliationLooksAtNoMachinesClock = noClasses()
            .that()
            .resideInAPackage("dev.trueup.reconciliation..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    /** A further channel touches its own packages and settings. */
    @ArchTest
    static final ArchRule nobodyKnowsAChannelByName = noClasses()
            .that()
            .resideOutsideOfPackages(channelPackages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(channelPackages());

    @ArchTest
    static final ArchRule channelsKnowNothingOfEachOther = slices().matching("dev.trueup.channels.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    JavaClass.Predicates.resideInAnyPackage(
                            "dev.trueup.channels.http", "dev.trueup.channels.json", "dev.trueup.channels.rsa"));

    private static String[] channelPackages() {
        return PaymentChannels.all().stream()
                .map(channel -> channel.getClass().getPackageName().replaceFirst(".*\\.", ""))
                .flatMap(name -> Stream.of("dev.trueup.channels." + name + "..", "dev.trueup.simulator." + name + ".."))
                .toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
