package io.dialogue.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README against what it says of itself.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern BLOCK = Pattern.compile("<!-- quickstart:(\\S+) -->\\n```\\w+\\n(.*?)\\n```",
			Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

	private static final Pattern PROPERTY = Pattern
		.compile("\\| `(dialogue\\.[a-z.<>-]+)` \\| (?:`([^`]+)`)? ?\\| \\S.* \\|");

	private static final Pattern CHAPTER = Pattern.compile("include::(\\S+\\.adoc)\\[");

	private final String readme = Files.readString(ROOT.resolve("README.md"));

	ReadmeTests() throws IOException {
	}

	@Test
	void quickStartTakesTwelveLines() {
		List<MatchResult> blocks = BLOCK.matcher(this.readme).results().toList();
		assertThat(blocks).extracting((block) -> block.group(1))
			.containsExactly("pom-dependency", "src/main/java/com/example/App.java",
					"src/main/resources/application.yml", "client.mjs");
		List<String> lines = blocks.stream()
			.filter((block) -> block.group(1).startsWith("src/main"))
			.flatMap((block) -> block.group(2).lines())
			.filter((line) -> !line.isBlank() && !line.startsWith("import "))
			.toList();
		assertThat(lines).hasSizeLessThanOrEqualTo(12);
	}

	@Test
	void linksLeadSomewhere() {
		assertThat(LINK.matcher(this.readme).results().map((link) -> link.group(1))).isNotEmpty()
			.allSatisfy((link) -> assertThat(ROOT.resolve(link)).exists());
	}

	@Test
	void chaptersOfTheGuideAreLinked() throws IOException {
		String folder = "src-docs/src/main/asciidoc/";
		assertThat(CHAPTER.matcher(Files.readString(ROOT.resolve(folder + "index.adoc"))).results()).isNotEmpty()
			.allSatisfy((chapter) -> assertThat(this.readme).contains("](" + folder + chapter.group(1) + ")"));
	}

	@Test
	void propertiesExistWithTheirDefaults() throws IOException {
		String tables = Files.readString(Path.of("src/main/asciidoc/configuration-properties.adoc"));
		assertThat(PROPERTY.matcher(this.readme).results()).hasSizeGreaterThan(15).allSatisfy((row) -> {
			String name = row.group(1).replaceFirst("dialogue\\.(rooms|events)\\.<[a-z]+>\\.", "");
			String value = (row.group(2) != null) ? "`" + row.group(2) + "`" : "";
			assertThat(tables).contains("|`" + name + "`\n|" + value + "\n");
		});
	}

}
