@echo off
rem Keyspike's command on Windows, in an unpacked distribution. Works from any folder.
rem
rem   JAVA_HOME      which Java, 17 or later (default: java on the PATH)
rem   KEYSPIKE_OPTS  more options for Java, such as -Xmx8g
setlocal
set "HOME_FOLDER=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

rem What trains or scores much gets both compilers and vectors; the rest starts fast.
set "OPTIONS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"
for %%v in (run train compress sweep benchmark doctor study) do (
  if "%~1"=="%%v" set "OPTIONS=-XX:+UseParallelGC -XX:ObjectAlignmentInBytes=64 --add-modules jdk.incubator.vector"
)
for %%v in (evaluate analyse verify synthesize prepare) do (
  if "%~1"=="%%v" set "OPTIONS=-XX:+UseParallelGC --add-modules jdk.incubator.vector"
)

"%JAVA%" %OPTIONS% -XX:MaxRAMPercentage=50 --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true ^
  "-Dkeyspike.home=%HOME_FOLDER%" %KEYSPIKE_OPTS% -cp "%HOME_FOLDER%\lib\keyspike.jar" org.keyspike.cli.Main %*
exit /b %ERRORLEVEL%
