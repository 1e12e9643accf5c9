# Builds what is missing or older than its sources. Sourced by the launchers.

module="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"

build_java() {
	local stamp="$module/target/lib" root="$module/.."
	if [ -d "$stamp" ] && [ -z "$(find "$root"/pom.xml "$root"/dialogue-*/pom.xml "$root"/dialogue-*/src/main \
			-name node_modules -prune -o -type f -newer "$stamp" -print -quit)" ]; then
		return
	fi
	rm -rf "$stamp"
	mvn -B -ntp -q -f "$root/pom.xml" -pl dialogue-benchmarks -am package \
		-DskipTests -Dcheckstyle.skip -Dspring-javaformat.skip >&2
	touch "$stamp"
}

build_node() {
	local target="$module/target/node"
	mkdir -p "$target"
	cp "$module"/src/main/node/* "$target"
	if [ ! -d "$target/node_modules/socket.io" ]; then
		npm install --prefix "$target" --no-audit --no-fund --silent >&2
	fi
}
