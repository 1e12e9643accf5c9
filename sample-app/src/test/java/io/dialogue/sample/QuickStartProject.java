package io.dialogue.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A new project made of exactly what the README's quick start shows, built with Maven
 * against the modules of this build.
 */
final class QuickStartProject {

	private static final String VERSION = "0.1.0-SNAPSHOT";

	private static final List<String> JARS = List.of("dialogue-core", "dialogue-socketio",
			"dialogue-spring-boot-autoconfigure", "dialogue-spring-boot-starter");

	private final Path root;

	private final Path directory;

	/**
	 * Creates the project.
	 * @param root the root of this build
	 * @param directory where to create it
	 */
	QuickStartProject(Path root, Path directory) {
		this.root = root;
		this.directory = directory;
	}

	/**
	 * Takes a fenced block of the README that is marked for this.
	 * @param name what the marker names
	 * @return the block's lines
	 */
	String block(String name) {
		Matcher matcher = Pattern
			.compile("<!-- quickstart:" + Pattern.quote(name) + " -->\\s*```[a-z]*\\n(.*?)\\n\\s*```", Pattern.DOTALL)
			.matcher(read(this.root.resolve("README.md")));
		if (!matcher.find()) {
			throw new IllegalStateException("README.md has no block 'quickstart:" + name + "'");
		}
		return matcher.group(1);
	}

	void write() {
		publishModules();
		String java = "src/main/java/com/example/App.java";
		String yaml = "src/main/resources/application.yml";
		write(this.directory.resolve(java), block(java));
		write(this.directory.resolve(yaml), block(yaml));
		write(this.directory.resolve("pom.xml"), pom(block("pom-dependency")));
	}

	/** The line with which the guide writes an application's contract. */
	String[] contractCommand() {
		String guide = read(this.root.resolve("src-docs/src/main/asciidoc/contract.adoc"));
		Matcher line = Pattern.compile("^(mvn process-classes .*) -Dexec.args=\"(.*)\"$", Pattern.MULTILINE)
			.matcher(guide);
		Matcher version = Pattern.compile("<exec-maven-plugin.version>(.*)</")
			.matcher(read(this.root.resolve("pom.xml")));
		if (!line.find() || !version.find()) {
			throw new IllegalStateException("contract.adoc has no line that writes a contract");
		}
		String command = line.group(1).replace("{exec-plugin-version}", version.group(1));
		List<String> words = new ArrayList<>(List.of(command.split(" ")));
		words.addAll(List.of("-B", "-q", "-ntp", "-Dexec.args=" + line.group(2).replace("ChatApplication", "App")));
		return words.toArray(String[]::new);
	}

	/** Lays the built jars out as a repository, so that nothing has to be installed. */
	private void publishModules() {
		publish("dialogue-parent", this.root);
		JARS.forEach((module) -> publish(module, this.root.resolve(module)));
	}

	private void publish(String artifact, Path module) {
		Path folder = this.directory.resolve("repository/io/dialogue/" + artifact + "/" + VERSION);
		copy(module.resolve("pom.xml"), folder.resolve(artifact + "-" + VERSION + ".pom"));
		Path jar = module.resolve("target/" + artifact + "-" + VERSION + ".jar");
		if (Files.exists(jar)) {
			copy(jar, folder.resolve(jar.getFileName()));
		}
	}

	private String pom(String dependency) {
		return """
				<project xmlns="http://maven.apache.org/POM/4.0.0">
					<modelVersion>4.0.0</modelVersion>
					<parent>
						<groupId>org.springframework.boot</groupId>
						<artifactId>spring-boot-starter-parent</artifactId>
						<version>4.1.1</version>
						<relativePath/>
					</parent>
					<groupId>com.example</groupId>
					<artifactId>quick-start</artifactId>
					<version>1</version>
					<dependencies>
				%s
					</dependencies>
					<repositories>
						<repository>
							<id>built-here</id>
							<url>%s</url>
							<snapshots><updatePolicy>always</updatePolicy></snapshots>
						</repository>
					</repositories>
					<build>
						<plugins>
							<plugin>
								<groupId>org.springframework.boot</groupId>
								<artifactId>spring-boot-maven-plugin</artifactId>
							</plugin>
						</plugins>
					</build>
				</project>
				""".formatted(dependency, this.directory.resolve("repository").toUri());
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path from, Path to) {
		try {
			Files.createDirectories(to.getParent());
			Files.copy(from, to);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
