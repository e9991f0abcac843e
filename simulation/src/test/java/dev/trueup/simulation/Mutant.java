package dev.trueup.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** All of the code once more, with one mutation in it. */
final class Mutant extends ClassLoader {
    private static final String OURS = "dev.trueup.";

    private static final JavaCompiler COMPILER = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());

    /** One for all, and never closed: opening the hundred jars of the class path takes longer than a compilation. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private final Map<String, byte[]> mutated;

    private Mutant(Map<String, byte[]> mutated) {
        super(Mutant.class.getClassLoader());
        this.mutated = mutated;
    }

    /** The simulation of the mutated code. */
    interface Play {
        /** Plays a seed and names the guarantee it breaks; empty for none. */
        String broken(long seed, String unchecked);

        /** Tells of a seed that breaks a guarantee, and of a smaller history that does. */
        String report(long seed);
    }

    static Play of(Mutation mutation) throws IOException, ReflectiveOperationException {
        String source = Files.readString(mutation.file());
        if (!source.contains(mutation.text())) {
            throw new IllegalStateException(
                    mutation + ": " + mutation.source() + " has changed, and no longer has: " + mutation.text());
        }
        int at = source.indexOf(mutation.text());
        String changed = source.substring(0, at)
                + mutation.replacement()
                + source.substring(at + mutation.text().length());
        Class<?> simulation = new Mutant(compile(mutation, changed)).loadClass("dev.trueup.simulation.Simulation");
        Method broken = simulation.getDeclaredMethod("broken", long.class, String.class);
        Method report = simulation.getDeclaredMethod("report", long.class);
        broken.setAccessible(true);
        report.setAccessible(true);
        return new Play() {
            @Override
            public String broken(long seed, String unchecked) {
                return call(broken, seed, unchecked);
            }

            @Override
            public String report(long seed) {
                return call(report, seed);
            }

            private String call(Method method, Object... arguments) {
                try {
                    return (String) method.invoke(null, arguments);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(mutation + ", " + List.of(arguments), e);
                }
            }
        };
    }

    /** One at a time, since file managers are not made for several. */
    private static synchronized Map<String, byte[]> compile(Mutation mutation, String source) {
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter complaints = new StringWriter();
        JavaFileManager files = new ForwardingJavaFileManager<>(FILES) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(name, bytes);
                        return bytes;
                    }
                };
            }
        };
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("memory:///" + mutation.file().getFileName()), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
        if (!COMPILER.getTask(complaints, files, null, options, null, List.of(file))
                .call()) {
            throw new IllegalStateException(mutation + " does not compile: " + complaints);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, written) -> bytes.put(name, written.toByteArray()));
        return bytes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] bytes = bytes(name);
                loaded = defineClass(name, bytes, 0, bytes.length);
            }
            return loaded;
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        byte[] bytes = mutated.get(name);
        if (bytes != null) {
            return bytes;
        }
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
