package io.dialogue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules that hold the packages of the core together.
 */
@AnalyzeClasses(packages = "io.dialogue", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/**
	 * In reading order: a package imports only packages that stand before it.
	 */
	private static final List<String> PACKAGES = Stream
		.of("annotation", "error", "concurrent", "access", "event", "client", "revocation", "room", "hook", "ratelimit",
				"broker", "membership", "broadcast", "observation", "pipeline", "gateway", "core", "contract")
		.map("io.dialogue.%s"::formatted)
		.toList();

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("io.dialogue.(**)")
		.should()
		.beFreeOfCycles()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule classesLiveInThePackagesOfTheTable = classes().should()
		.resideInAnyPackage(PACKAGES.stream().map("%s.."::formatted).toArray(String[]::new))
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule coreKnowsNoServer = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "io.netty..", "reactor..", "com.corundumstudio..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes()
		.should(ArchitectureConditions.resideInPackagesAnnotatedWith(NullMarked.class))
		.allowEmptyShould(true);

	@ArchTest
	static void packagesImportOnlyPackagesAboveThem(JavaClasses classes) {
		IntStream.range(0, PACKAGES.size()).forEach((row) -> importsOnlyAbove(row).check(classes));
	}

	private static ArchRule importsOnlyAbove(int row) {
		return noClasses().that()
			.resideInAPackage(PACKAGES.get(row) + "..")
			.should()
			.dependOnClassesThat(below(row))
			.because("a package imports only packages above it")
			.allowEmptyShould(true);
	}

	private static DescribedPredicate<JavaClass> below(int row) {
		List<String> below = PACKAGES.subList(row + 1, PACKAGES.size());
		return JavaClass.Predicates.resideInAnyPackage(below.stream().map("%s.."::formatted).toArray(String[]::new));
	}

}
