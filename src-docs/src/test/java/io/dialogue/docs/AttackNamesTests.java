package io.dialogue.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide's names of attacks against the tests that try them.
 */
class AttackNamesTests {

	private static final Path NAMES = Path.of("src/main/asciidoc/security-attacks.adoc");

	private static final Path ENGINE = Path.of("../dialogue-socketio/src/test/java/io/dialogue/socketio/Attack.java");

	private static final Path APPLICATION = Path
		.of("../dialogue-spring-boot-autoconfigure/src/test/java/io/dialogue/integration");

	private static final Pattern CONSTANT = Pattern.compile("^\t([A-Z_]+) \\{", Pattern.MULTILINE);

	private static final Pattern METHOD = Pattern.compile("^\t@(?:Parameterized)?Test\n(?:.*\n)*?\tvoid (\\w+)\\(",
			Pattern.MULTILINE);

	@Test
	void namesAreThoseOfTheTests() throws IOException {
		Path fresh = Path.of("target").resolve(NAMES.getFileName());
		Files.writeString(fresh, text(attacks()));
		assertThat(NAMES).as("Attacks have changed: copy %s over %s", fresh, NAMES).hasSameTextualContentAs(fresh);
	}

	private static Map<String, List<String>> attacks() throws IOException {
		Map<String, List<String>> attacks = new TreeMap<>();
		attacks.put("AttackTests", names(CONSTANT, Files.readString(ENGINE)));
		try (Stream<Path> files = Files.list(APPLICATION)) {
			for (Path file : files.toList()) {
				String source = Files.readString(file);
				if (source.contains("Tag(\"attack\")")) {
					attacks.put(file.getFileName().toString().replace(".java", ""), names(METHOD, source));
				}
			}
		}
		return attacks;
	}

	private static List<String> names(Pattern name, String source) {
		return name.matcher(source)
			.results()
			.map((result) -> result.group(1))
			.map((it) -> it.matches("[A-Z_]+") ? it.replace('_', ' ') : it.replaceAll("([A-Z])", " $1"))
			.map((it) -> it.toLowerCase(Locale.ROOT))
			.toList();
	}

	private static String text(Map<String, List<String>> attacks) {
		StringBuilder text = new StringBuilder("// Generated from the tests by AttackNamesTests\n");
		text.append("By their names in the tests, these are ")
			.append(attacks.values().stream().mapToInt(List::size).sum())
			.append(":\n");
		attacks.forEach((tests, names) -> text.append("\n`")
			.append(tests)
			.append("`::\n")
			.append(String.join("; ", names))
			.append('\n'));
		return text.toString();
	}

}
